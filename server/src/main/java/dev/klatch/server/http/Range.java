package dev.klatch.server.http;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Which part of some bytes is asked for (RFC 9110, section 14): `length` bytes from `from` on. A
/// `part` is one even if it is all there is: players ask for that to see whether they can jump.
record Range(long from, long length, boolean part) {
    private static final Pattern ONE = Pattern.compile("bytes=([0-9]{0,18})-([0-9]{0,18})");

    /// Reads the header `Range` for so many bytes. Null if there is no part that could be sent, and
    /// the answer is 416. All of them for what is not understood, for several parts at once, and
    /// for none: such a header is as if it were not there.
    static @Nullable Range parse(@Nullable String header, long size) {
        Range whole = new Range(0, size, false);
        Matcher matcher = header == null ? null : ONE.matcher(header);
        if (matcher == null || !matcher.matches()) {
            return whole;
        }
        String first = matcher.group(1);
        String last = matcher.group(2);
        if (first.isEmpty()) {
            return last.isEmpty() ? whole : end(Long.parseLong(last), size);
        }
        long from = Long.parseLong(first);
        long to = last.isEmpty() ? Long.MAX_VALUE : Long.parseLong(last);
        if (to < from) {
            return whole;
        }
        return from >= size ? null : new Range(from, Math.min(to, size - 1) - from + 1, true);
    }

    private static @Nullable Range end(long bytes, long size) {
        long length = Math.min(bytes, size);
        return length == 0 ? null : new Range(size - length, length, true);
    }

    /// The header `Content-Range` for it.
    String of(long size) {
        return "bytes " + from + "-" + (from + length - 1) + "/" + size;
    }
}
