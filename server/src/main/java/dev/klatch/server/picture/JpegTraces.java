package dev.klatch.server.picture;

import java.io.IOException;

/// The segments of a JPEG that draw it: its tables, its frames and scans, and of the application
/// segments the ones of JFIF, of colour profiles and of Adobe (which says what the colours are).
final class JpegTraces {
    private static final int APP0 = 0xe0;
    private static final int APP2 = 0xe2;
    private static final int APP14 = 0xee;
    private static final int APP15 = 0xef;
    private static final int COMMENT = 0xfe;
    private static final int END_OF_IMAGE = 0xd9;

    private JpegTraces() {}

    /// All between markers is kept: it is a scan, or what decoders pass over.
    static Cuts cuts(Head head, int orientation) throws IOException {
        Cuts cuts = new Cuts();
        boolean turned = orientation == Exif.UPRIGHT;
        long place = 0;
        while (place < head.size() && !cuts.areTooMany()) {
            long marker = nextMarker(head, place);
            cuts.keep(place, marker);
            place = marker;
            int kind = head.at(marker + 1);
            if (kind == END_OF_IMAGE) {
                cuts.keep(place, place + 2);
                return cuts;
            }
            long length = head.number(place + 2, 2);
            long next = place + 2 + length;
            boolean trace = isTrace(head, place, kind);
            if (kind < 0 || length < 0 || next > head.size()) {
                cuts.keep(place, trace ? place : head.size());
                return cuts;
            }
            if (trace && !turned && Exif.isSegment(head, place)) {
                turned = true;
                String segment = Exif.segment(orientation);
                if (next - place == segment.length() && head.has(place, segment)) {
                    trace = false;
                } else {
                    cuts.put(segment);
                }
            }
            if (!trace) {
                cuts.keep(place, next);
            }
            place = next;
        }
        return cuts;
    }

    /// The place of the next byte FF behind which there is neither a part of a scan nor another FF;
    /// the end if there is none.
    private static long nextMarker(Head head, long from) throws IOException {
        long place = from;
        while (place < head.size()) {
            if (head.at(place) == 0xff) {
                int next = head.at(place + 1);
                if (next != 0xff && !(next >= 0 && Headers.isAlone(next))) {
                    return place;
                }
            }
            place++;
        }
        return place;
    }

    private static boolean isTrace(Head head, long place, int kind) throws IOException {
        return switch (kind) {
            case APP0 -> !head.has(place + 4, "JFIF\0");
            case APP2 -> !head.has(place + 4, "ICC_PROFILE\0");
            case APP14 -> !head.has(place + 4, "Adobe");
            case COMMENT -> true;
            default -> kind > APP0 && kind <= APP15;
        };
    }
}
