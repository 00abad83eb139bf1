package dev.klatch.core;

/// How much may be uploaded, in bytes: one file, all of one person, all for one conversation, all
/// on this server. A limit of 0 for a file says that there are no files here; for the others it is
/// no limit.
public record FileLimits(long file, long person, long conversation, long server) {
    /// Files and uploads of one person.
    public static final int FILES_OF_A_PERSON = 10_000;

    /// Uploads of one person that are not finished.
    public static final int UPLOADS_OF_A_PERSON = 50;

    /// No files here.
    public static final FileLimits NONE = new FileLimits(0, 0, 0, 0);
}
