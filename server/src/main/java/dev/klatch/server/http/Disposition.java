package dev.klatch.server.http;

import static java.nio.charset.StandardCharsets.UTF_8;

/// The header `Content-Disposition` for a file of any name (RFC 6266, RFC 8187): the name itself is
/// always written in letters that no reader of headers can take for anything else.
final class Disposition {
    private static final String DIGITS = "0123456789ABCDEF";
    private static final String PLAIN = "!#$&+-.^_`|~";
    private static final String USUAL = "file";

    private Disposition() {}

    /// To be saved under this name.
    static String attachment(String name) {
        String safe = name.isEmpty() ? USUAL : name;
        return "attachment; filename=\"" + ascii(safe) + "\"; filename*=UTF-8''" + encoded(safe);
    }

    /// For readers that know no other letters: `_` in the place of those.
    private static String ascii(String name) {
        StringBuilder text = new StringBuilder(name.length());
        name.codePoints()
                .forEach(each -> {
                    boolean kept = each >= ' ' && each < 0x7F && "\"\\%/;".indexOf(each) < 0;
                    text.append(kept ? (char) each : '_');
                });
        return text.toString();
    }

    private static String encoded(String name) {
        StringBuilder text = new StringBuilder(name.length() * 3);
        for (byte each : name.getBytes(UTF_8)) {
            if (isPlain(each)) {
                text.append((char) each);
            } else {
                text.append('%')
                        .append(DIGITS.charAt((each >> 4) & 0xF))
                        .append(DIGITS.charAt(each & 0xF));
            }
        }
        return text.toString();
    }

    private static boolean isPlain(byte each) {
        return (each >= '0' && each <= '9')
                || (each >= 'a' && each <= 'z')
                || (each >= 'A' && each <= 'Z')
                || PLAIN.indexOf(each) >= 0;
    }
}
