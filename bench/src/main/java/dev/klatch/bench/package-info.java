/// The load driver: real WebSockets from a process of its own against a running server.
@NullMarked
package dev.klatch.bench;

import org.jspecify.annotations.NullMarked;
