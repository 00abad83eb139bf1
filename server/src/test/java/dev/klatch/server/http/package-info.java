/// Tests of what is read from and written into headers.
@NullMarked
package dev.klatch.server.http;

import org.jspecify.annotations.NullMarked;
