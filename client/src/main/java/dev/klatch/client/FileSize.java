package dev.klatch.client;

import java.util.Locale;

/// Sizes of files in words.
public final class FileSize {
    private FileSize() {}

    /// A size in steps of 1,024: `12 bytes`, `1.2 MiB`, `34 GiB`.
    public static String words(long bytes) {
        String[] units = {"bytes", "KiB", "MiB", "GiB", "TiB"};
        double size = bytes;
        int step = 0;
        while (size >= 1_024 && step < units.length - 1) {
            size /= 1_024;
            step++;
        }
        if (bytes == 1) {
            return "1 byte";
        }
        String form = step == 0 || size >= 10 ? "%.0f %s" : "%.1f %s";
        return String.format(Locale.ROOT, form, size, units[step]);
    }
}
