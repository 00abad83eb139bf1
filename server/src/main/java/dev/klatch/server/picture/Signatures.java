package dev.klatch.server.picture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/// The signatures with which files begin. Each stands at the first byte, or where its format puts
/// it; one that comes later in a file, behind something else, counts for nothing.
final class Signatures {
    private static final int[] LAYER_THREE_KILOBITS = {
        0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320
    };
    private static final int[] LATER_KILOBITS = {
        0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160
    };
    private static final int[] HERTZ = {44_100, 48_000, 32_000};

    private Signatures() {}

    static ContentType typeOf(Head head) throws IOException {
        ContentType type = pictureOf(head);
        if (type == ContentType.OTHER) {
            type = soundOf(head);
        }
        if (type == ContentType.OTHER) {
            type = Containers.typeOf(head);
        }
        if (type == ContentType.OTHER) {
            type = documentOf(head);
        }
        return type;
    }

    private static ContentType pictureOf(Head head) throws IOException {
        if (head.has(0, "\u0089PNG\r\n\u001a\n") && head.has(12, "IHDR")) {
            return ContentType.PNG;
        }
        if (head.has(0, "\u00ff\u00d8\u00ff") && head.at(3) >= 0xc0) {
            return ContentType.JPEG;
        }
        if ((head.has(0, "GIF87a") || head.has(0, "GIF89a")) && isGif(head)) {
            return ContentType.GIF;
        }
        if (head.has(0, "RIFF") && head.has(8, "WEBP") && head.has(12, "VP8")) {
            return ContentType.WEBP;
        }
        return ContentType.OTHER;
    }

    /// A script can begin with `GIF89a=1`, but then no block of a GIF stands where one must.
    private static boolean isGif(Head head) throws IOException {
        int kind = head.at(Headers.firstBlockOfGif(head));
        return kind == '!' || kind == ',' || kind == ';';
    }

    private static ContentType soundOf(Head head) throws IOException {
        if (head.has(0, "RIFF") && head.has(8, "WAVE")) {
            return ContentType.WAV;
        }
        if (head.has(0, "fLaC")) {
            return ContentType.FLAC;
        }
        if (head.has(0, "OggS") && isSoundInOgg(head, 27L + Math.max(0, head.at(26)))) {
            return ContentType.OGG;
        }
        if (isTagOfMp3(head) || isFrameOfMp3(head)) {
            return ContentType.MP3;
        }
        return ContentType.OTHER;
    }

    private static boolean isSoundInOgg(Head head, long packet) throws IOException {
        return head.has(packet, "OpusHead")
                || head.has(packet, "\u0001vorbis")
                || head.has(packet, "\u007fFLAC")
                || head.has(packet, "Speex   ");
    }

    private static boolean isTagOfMp3(Head head) throws IOException {
        boolean version =
                head.has(0, "ID3") && head.at(3) >= 2 && head.at(3) <= 4 && head.at(4) != 0xff;
        for (int i = 6; i < 10; i++) {
            version &= head.at(i) >= 0 && head.at(i) < 0x80;
        }
        return version;
    }

    /// One frame of MPEG layer III, and the next where it ends: two bytes alone prove little.
    private static boolean isFrameOfMp3(Head head) throws IOException {
        int length = frameOfMp3(head, 0);
        return length > 0 && (length >= head.size() || frameOfMp3(head, length) > 0);
    }

    private static int frameOfMp3(Head head, long place) throws IOException {
        int second = head.at(place + 1);
        int third = head.at(place + 2);
        boolean layerThree = head.at(place) == 0xff && (second & 0xe6) == 0xe2;
        int version = second >> 3 & 3;
        int rate = third >> 4 & 15;
        int hertz = third >> 2 & 3;
        if (!layerThree || second < 0 || third < 0 || version == 1 || hertz == 3) {
            return 0;
        }
        if (rate == 0 || rate == 15) {
            return 0;
        }
        boolean first = version == 3;
        int kilobits = first ? LAYER_THREE_KILOBITS[rate] : LATER_KILOBITS[rate];
        int samples = HERTZ[hertz] >> (first ? 0 : version == 2 ? 1 : 2);
        return (first ? 144_000 : 72_000) * kilobits / samples + (third >> 1 & 1);
    }

    private static ContentType documentOf(Head head) throws IOException {
        if (head.has(0, "%PDF-")) {
            return ContentType.PDF;
        }
        if (head.has(0, "PK\u0003\u0004") || head.has(0, "PK\u0005\u0006")) {
            return ContentType.ZIP;
        }
        return isText(head) ? ContentType.TEXT : ContentType.OTHER;
    }

    /// UTF-8 without control characters, as far as one looks.
    private static boolean isText(Head head) throws IOException {
        int length = (int) Math.min(head.size(), ContentType.LOOKED_AT);
        ByteBuffer bytes = ByteBuffer.allocate(length);
        for (int i = 0; i < length; i++) {
            bytes.put((byte) head.at(i));
        }
        CharBuffer letters = CharBuffer.allocate(length);
        CoderResult result =
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .decode(bytes.flip(), letters, head.size() == length);
        if (result.isError()) {
            return false;
        }
        return letters.flip()
                .chars()
                .noneMatch(each -> Character.isISOControl(each) && "\t\n\r\f".indexOf(each) < 0);
    }
}
