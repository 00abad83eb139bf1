/// Files in the data folder: uploads on their way in ([dev.klatch.server.file.FileStore] has the
/// bytes), and what is kept of them by their SHA-256. What is written down of them is behind the
/// port [dev.klatch.server.file.FileLedger].
@NullMarked
package dev.klatch.server.file;

import org.jspecify.annotations.NullMarked;
