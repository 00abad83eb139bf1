/// Tests of files on a disk, with a ledger in memory.
@NullMarked
package dev.klatch.server.file;

import org.jspecify.annotations.NullMarked;
