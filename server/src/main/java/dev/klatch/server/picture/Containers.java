package dev.klatch.server.picture;

import java.io.IOException;
import java.util.Set;

/// Files of boxes: the family of MP4 (ISO/IEC 14496-12) and WebM (RFC 8794). Whether one holds
/// sound only is seen if the list of its tracks stands at its beginning, as recorders write it;
/// otherwise it counts as video.
final class Containers {
    private static final Set<String> PICTURE = Set.of("avif", "avis");
    private static final Set<String> SOUND = Set.of("M4A ", "M4B ", "M4P ");
    private static final Set<String> VIDEO =
            Set.of(
                    "isom", "iso2", "iso3", "iso4", "iso5", "iso6", "iso7", "iso8", "iso9", "mp41",
                    "mp42", "mp71", "avc1", "dash", "M4V ", "M4VH", "M4VP", "MSNV", "f4v ", "3gp4",
                    "3gp5", "3gp6", "3gp7", "3g2a");
    private static final Set<String> OTHER_PICTURE =
            Set.of("heic", "heix", "heim", "heis", "hevc", "hevx", "mif2", "jxl ", "crx ");

    private static final int BRANDS = 32;
    private static final int BOXES = 256;

    private static final long EBML = 0x1a45dfa3L;
    private static final long DOC_TYPE = 0x4282;
    private static final long SEGMENT = 0x18538067L;
    private static final long TRACKS = 0x1654ae6bL;
    private static final long TRACK = 0xae;
    private static final long TRACK_TYPE = 0x83;
    private static final int IS_VIDEO = 1;
    private static final int IS_SOUND = 2;

    private Containers() {}

    static ContentType typeOf(Head head) throws IOException {
        if (head.has(4, "ftyp")) {
            return ofBrands(head);
        }
        if (head.number(0, 4) == EBML) {
            return ofElements(head);
        }
        return ContentType.OTHER;
    }

    private static ContentType ofBrands(Head head) throws IOException {
        long end = head.number(0, 4);
        String brand = head.four(8);
        if (end < 16 || end > ContentType.LOOKED_AT || OTHER_PICTURE.contains(brand)) {
            return ContentType.OTHER;
        }
        boolean video = VIDEO.contains(brand);
        boolean picture = PICTURE.contains(brand);
        for (int i = 0; i < BRANDS && 16 + i * 4L < end; i++) {
            String next = head.four(16 + i * 4L);
            video |= VIDEO.contains(next);
            picture |= PICTURE.contains(next) && brand.startsWith("m");
        }
        if (picture) {
            return ContentType.AVIF;
        }
        if (SOUND.contains(brand)) {
            return ContentType.MP4_SOUND;
        }
        if (brand.equals("qt  ")) {
            return ContentType.QUICKTIME;
        }
        if (!video) {
            return ContentType.OTHER;
        }
        return hasSoundOnly(head, end) ? ContentType.MP4_SOUND : ContentType.MP4;
    }

    /// Whether all tracks that `moov` names are sound, if it is among what one looks at.
    private static boolean hasSoundOnly(Head head, long start) throws IOException {
        long place = start;
        for (int i = 0; i < BOXES; i++) {
            long length = head.number(place, 4);
            if (length < 8) {
                return false;
            }
            if (head.has(place + 4, "moov")) {
                long end = place + length;
                return end <= Math.min(head.size(), ContentType.LOOKED_AT)
                        && handlers(head, place, end, "soun") > 0
                        && handlers(head, place, end, "vide") == 0;
            }
            place += length;
        }
        return false;
    }

    private static int handlers(Head head, long from, long to, String kind) throws IOException {
        int count = 0;
        for (long place = from; place < to; place++) {
            if (head.has(place, "hdlr") && head.has(place + 12, kind)) {
                count++;
            }
        }
        return count;
    }

    private static ContentType ofElements(Head head) throws IOException {
        long inside = start(head, 4);
        long end = inside + length(head, 4);
        long place = inside;
        boolean webm = false;
        for (int i = 0; i < BOXES && place < end; i++) {
            long length = length(head, afterName(head, place));
            long content = start(head, afterName(head, place));
            if (length < 0) {
                return ContentType.OTHER;
            }
            if (name(head, place) == DOC_TYPE) {
                webm = length == 4 && head.has(content, "webm");
            }
            place = content + length;
        }
        if (!webm) {
            return ContentType.OTHER;
        }
        return holdsSoundOnly(head, end) ? ContentType.WEBM_SOUND : ContentType.WEBM;
    }

    private static boolean holdsSoundOnly(Head head, long segment) throws IOException {
        if (name(head, segment) != SEGMENT) {
            return false;
        }
        long place = start(head, afterName(head, segment));
        for (int i = 0; i < BOXES; i++) {
            long after = afterName(head, place);
            long length = length(head, after);
            long content = start(head, after);
            if (length < 0 || content + length > ContentType.LOOKED_AT) {
                return false;
            }
            if (name(head, place) == TRACKS) {
                return tracks(head, content, content + length) == 1 << IS_SOUND;
            }
            place = content + length;
        }
        return false;
    }

    /// The kinds of the tracks, as bits; bit [#IS_VIDEO] also if something is not understood.
    private static int tracks(Head head, long from, long to) throws IOException {
        int kinds = 0;
        long place = from;
        for (int i = 0; i < BOXES && place < to; i++) {
            long after = afterName(head, place);
            long length = length(head, after);
            long content = start(head, after);
            if (length < 0) {
                return 1 << IS_VIDEO;
            }
            if (name(head, place) == TRACK_TYPE && length == 1) {
                kinds |= 1 << (head.at(content) & 31);
            }
            // What is inside of a track is walked through like what stands beside it.
            place = name(head, place) == TRACK ? content : content + length;
        }
        return kinds;
    }

    /// An element's name, with the bits that say how long it is.
    private static long name(Head head, long place) throws IOException {
        int first = head.at(place);
        return first <= 0 ? Head.NOTHING : head.number(place, width(first));
    }

    private static long afterName(Head head, long place) throws IOException {
        return place + width(Math.max(0, head.at(place)));
    }

    /// The length that stands here; [Head#NOTHING] if none does, or it is left open.
    private static long length(Head head, long place) throws IOException {
        int first = head.at(place);
        int width = width(Math.max(0, first));
        if (first <= 0 || width > 7) {
            return Head.NOTHING;
        }
        long all = (1L << (7 * width)) - 1;
        long length = head.number(place, width) & all;
        return length == all ? Head.NOTHING : length;
    }

    /// Where the content begins whose length stands here.
    private static long start(Head head, long place) throws IOException {
        return place + width(Math.max(0, head.at(place)));
    }

    /// How many bytes a number has that begins with this one: 1 to 8, by its highest bit.
    private static int width(int first) {
        return first == 0 ? 8 : Integer.numberOfLeadingZeros(first) - 23;
    }
}
