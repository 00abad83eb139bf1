package dev.klatch.core.journal;

/// How many files there are, how many of them are not finished, and the bytes of all together.
public record FileFigures(long files, long uploads, long bytes) {
    /// None.
    public static final FileFigures NONE = new FileFigures(0, 0, 0);

    /// The same with one more.
    public FileFigures plus(StoredFile file) {
        return new FileFigures(
                files + 1, uploads + (file.content() == null ? 1 : 0), bytes + file.bytes());
    }

    /// The same with one less.
    public FileFigures minus(StoredFile file) {
        return new FileFigures(
                files - 1, uploads - (file.content() == null ? 1 : 0), bytes - file.bytes());
    }
}
