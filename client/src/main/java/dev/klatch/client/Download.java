package dev.klatch.client;

import dev.klatch.protocol.Attachment;
import dev.klatch.protocol.FileId;
import java.nio.file.Path;

/// A file of the server on its way to this machine's disk, because somebody asked for it.
///
/// @param file which one
/// @param name what it is to be called, a safe name
/// @param size in bytes, as the message says
/// @param folder where it goes, absolute
public record Download(FileId file, String name, long size, Path folder) {
    /// The download of an attachment, under a safe name.
    static Download of(Attachment attachment, Path folder) {
        return new Download(
                attachment.file(),
                SafeName.of(attachment.name()),
                attachment.size(),
                folder.toAbsolutePath().normalize());
    }
}
