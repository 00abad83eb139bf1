/// The server's composition root: the only place that sees every part and puts them together.
@NullMarked
package dev.klatch.server;

import org.jspecify.annotations.NullMarked;
