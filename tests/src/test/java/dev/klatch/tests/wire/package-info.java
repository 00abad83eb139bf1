/// A client made of bytes: sockets, HTTP and WebSocket frames without any library's manners, so
/// that tests can say what no honest client would ([dev.klatch.tests.wire.TestServer] is the server
/// they say it to). Every wait has a deadline. One thread each.
@NullMarked
package dev.klatch.tests.wire;

import org.jspecify.annotations.NullMarked;
