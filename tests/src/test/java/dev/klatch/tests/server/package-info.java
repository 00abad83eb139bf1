/// The doors of a real server on 127.0.0.1: first bytes, HTTP, and WebSocket frames, with all that
/// an honest client would not send. One thread for each test.
@NullMarked
package dev.klatch.tests.server;

import org.jspecify.annotations.NullMarked;
