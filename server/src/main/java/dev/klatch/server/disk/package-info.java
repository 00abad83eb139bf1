/// Files that only the account of the server may read, whatever the umask.
@NullMarked
package dev.klatch.server.disk;

import org.jspecify.annotations.NullMarked;
