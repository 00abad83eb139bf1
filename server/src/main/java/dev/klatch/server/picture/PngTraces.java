package dev.klatch.server.picture;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.zip.CRC32;

/// The chunks of a PNG that draw it, those of its colours, its size and its animation among them.
final class PngTraces {
    private static final Set<String> DRAWING =
            Set.of(
                    "IHDR", "PLTE", "IDAT", "IEND", "tRNS", "cHRM", "gAMA", "iCCP", "sBIT", "sRGB",
                    "cICP", "mDCV", "mDCv", "cLLI", "cLLi", "bKGD", "hIST", "pHYs", "sPLT", "acTL",
                    "fcTL", "fdAT");
    private static final int AROUND = 12;

    private PngTraces() {}

    static Cuts cuts(Head head, int orientation) throws IOException {
        Cuts cuts = new Cuts();
        boolean turned = orientation == Exif.UPRIGHT;
        long place = 8;
        cuts.keep(0, place);
        while (place < head.size() && !cuts.areTooMany()) {
            long length = head.number(place, 4);
            String name = head.four(place + 4);
            long next = place + AROUND + length;
            // A chunk whose name begins with a capital letter is needed, whatever it is.
            boolean trace = !DRAWING.contains(name) && (name.charAt(0) & 0x20) != 0;
            if (length < 0 || next > head.size()) {
                cuts.keep(place, trace ? place : head.size());
                return cuts;
            }
            if (!turned && name.equals("eXIf")) {
                turned = true;
                String chunk = chunk(orientation);
                if (next - place == chunk.length() && head.has(place, chunk)) {
                    trace = false;
                } else {
                    cuts.put(chunk);
                }
            }
            if (!trace) {
                cuts.keep(place, next);
            }
            if (name.equals("IEND")) {
                return cuts;
            }
            place = next;
        }
        return cuts;
    }

    private static String chunk(int orientation) {
        String content = "eXIf" + Exif.block(orientation);
        CRC32 sum = new CRC32();
        sum.update(content.getBytes(StandardCharsets.ISO_8859_1));
        return number(content.length() - 4) + content + number(sum.getValue());
    }

    /// Four bytes, the greatest first.
    private static String number(long value) {
        StringBuilder bytes = new StringBuilder();
        for (int shift = 24; shift >= 0; shift -= 8) {
            bytes.append((char) (value >> shift & 0xff));
        }
        return bytes.toString();
    }
}
