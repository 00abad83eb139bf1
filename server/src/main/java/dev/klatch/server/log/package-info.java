/// Where the log goes ([dev.klatch.server.log.PlainLog]).
@NullMarked
package dev.klatch.server.log;

import org.jspecify.annotations.NullMarked;
