package dev.klatch.server.picture;

import java.io.IOException;
import java.util.Set;

/// The chunks of a WebP that draw it. The file's length and the flags that say what it holds stand
/// at its beginning and are written anew.
final class WebpTraces {
    private static final Set<String> DRAWING =
            Set.of("VP8X", "VP8 ", "VP8L", "ALPH", "ANIM", "ANMF", "ICCP");
    private static final int SIZE_OF_HEADER = 10;
    private static final int HAS_EXIF = 0x08;
    private static final int HAS_XMP = 0x04;

    private WebpTraces() {}

    static Cuts cuts(Head head, int orientation) throws IOException {
        Cuts same = walk(head, orientation, "");
        if (same.areTooMany() || same.keepAll(head.size())) {
            return same;
        }
        return walk(head, orientation, "RIFF" + turned(same.length() - 8) + "WEBP");
    }

    /// Keeps the chunks that draw; with `start` at the beginning, if there is one, and then with
    /// the flags that fit.
    private static Cuts walk(Head head, int orientation, String start) throws IOException {
        Cuts cuts = new Cuts();
        cuts.put(start);
        cuts.keep(start.length(), WebpHeader.FIRST);
        boolean turned = orientation == Exif.UPRIGHT;
        long end = Math.min(head.size(), 8 + WebpHeader.even(head.turned(4, 4)));
        long place = WebpHeader.FIRST;
        while (place < end && !cuts.areTooMany()) {
            long length = head.turned(place + 4, 4);
            String name = head.four(place);
            long next = place + 8 + WebpHeader.even(length);
            boolean trace = !DRAWING.contains(name);
            if (length < 0 || next > head.size()) {
                cuts.keep(place, trace ? place : head.size());
                return cuts;
            }
            if (!turned && name.equals("EXIF")) {
                turned = true;
                String chunk = "EXIF" + turned(Exif.block(orientation).length());
                String block = chunk + Exif.block(orientation);
                if (next - place == block.length() && head.has(place, block)) {
                    trace = false;
                } else {
                    cuts.put(block);
                }
            }
            if (name.equals("VP8X") && length >= SIZE_OF_HEADER && !start.isEmpty()) {
                int others = head.at(place + 8) & ~(HAS_EXIF | HAS_XMP);
                int flags = others | (orientation == Exif.UPRIGHT ? 0 : HAS_EXIF);
                cuts.keep(place, place + 8);
                cuts.put(String.valueOf((char) flags));
                cuts.keep(place + 9, next);
            } else if (!trace) {
                cuts.keep(place, next);
            }
            place = next;
        }
        return cuts;
    }

    /// Four bytes, the smallest first.
    private static String turned(long value) {
        StringBuilder bytes = new StringBuilder();
        for (int shift = 0; shift < 32; shift += 8) {
            bytes.append((char) (value >> shift & 0xff));
        }
        return bytes.toString();
    }
}
