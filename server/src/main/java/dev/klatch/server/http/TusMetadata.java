package dev.klatch.server.http;

import static dev.klatch.protocol.Limits.DURATION_MILLIS;
import static dev.klatch.protocol.Limits.FILE_NAME_CHARACTERS;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.klatch.core.journal.FileWish;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.Limits;
import dev.klatch.protocol.Sanitizer;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a client says of a file before it comes: the header `Upload-Metadata` of tus, pairs of a
/// word and a value in Base64. Words that are not known here are passed over.
record TusMetadata(Map<String, String> values) {
    private static final int PAIRS = 32;
    private static final int ENDING = 20;
    private static final Pattern DIGEST = Pattern.compile("[0-9a-fA-F]{64}");
    private static final Pattern MILLIS = Pattern.compile("[0-9]{1,12}");
    private static final Pattern LOUDNESS =
            Pattern.compile("[0-9a-f]{1," + Limits.WAVEFORM_DIGITS + "}");
    private static final Pattern WORD = Pattern.compile("[!-+\\--~]{1,64}");

    /// Reads the header; null if it is none. Values are UTF-8.
    static @Nullable TusMetadata parse(@Nullable String header) {
        Map<String, String> values = new LinkedHashMap<>();
        if (header == null || header.isBlank()) {
            return new TusMetadata(values);
        }
        String[] pairs = header.split(",", PAIRS + 1);
        if (pairs.length > PAIRS) {
            return null;
        }
        for (String pair : pairs) {
            String[] parts = pair.strip().split(" ", -1);
            String value = parts.length == 1 ? "" : decoded(parts[1]);
            if (parts.length > 2
                    || value == null
                    || !WORD.matcher(parts[0]).matches()
                    || values.putIfAbsent(parts[0], value) != null) {
                return null;
            }
        }
        return new TusMetadata(values);
    }

    private static @Nullable String decoded(String base64) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(base64));
            return UTF_8.newDecoder().decode(bytes).toString();
        } catch (IllegalArgumentException | CharacterCodingException neither) {
            return null;
        }
    }

    /// The same as a header.
    static String header(FileWish wish, ConversationId conversation) {
        return "filename " + encoded(wish.name()) + ",conversation " + encoded(conversation.text());
    }

    private static String encoded(String value) {
        return Base64.getEncoder().encodeToString(value.getBytes(UTF_8));
    }

    /// For which conversation the file is; null if it does not say.
    @Nullable ConversationId conversation() {
        return Ids.read(ConversationId::parse, values.get("conversation"));
    }

    /// What is wished for a file of so many bytes; null if a value has a form that it cannot have.
    @Nullable FileWish wish(long size) {
        String digest = values.get("sha256");
        String duration = values.get("duration");
        String waveform = values.get("waveform");
        boolean fits =
                fits(DIGEST, digest)
                        && fits(MILLIS, duration)
                        && fits(LOUDNESS, waveform)
                        && (duration == null || Long.parseLong(duration) <= DURATION_MILLIS);
        return fits
                ? new FileWish(
                        name(values.getOrDefault("filename", "")),
                        size,
                        digest == null ? null : digest.toLowerCase(Locale.ROOT),
                        "1".equals(values.get("original")),
                        duration == null ? null : Long.valueOf(duration),
                        waveform)
                : null;
    }

    private static boolean fits(Pattern form, @Nullable String value) {
        return value == null || form.matcher(value).matches();
    }

    /// The name without folders; what is not seen is made visible, and a long one loses the end
    /// before its ending.
    static String name(String sent) {
        String last = sent.substring(Math.max(sent.lastIndexOf('/'), sent.lastIndexOf('\\')) + 1);
        String name = Sanitizer.oneLine(last).strip();
        int[] points = name.codePoints().toArray();
        if (points.length <= FILE_NAME_CHARACTERS) {
            return name.isEmpty() ? "file" : name;
        }
        int dot = name.lastIndexOf('.');
        int[] ending = dot < 0 ? new int[0] : name.substring(dot).codePoints().toArray();
        int kept = ending.length > ENDING ? 0 : ending.length;
        return new String(points, 0, FILE_NAME_CHARACTERS - kept) + new String(ending, 0, kept);
    }
}
