package dev.klatch.tests.protocol;

import dev.klatch.tests.wire.RawWebSocket;
import dev.klatch.tests.wire.TestServer;
import java.util.ArrayList;
import java.util.List;

/// Guests who are there and say nothing.
final class Crowd implements AutoCloseable {
    private final List<RawWebSocket> sockets = new ArrayList<>();

    /// So many of them, all of whom know of each other; more than are told one by one.
    Crowd(TestServer server, int size) {
        for (int i = 1; i <= size; i++) {
            sockets.add(RawWebSocket.open(server, server.guest("guest " + i)));
        }
        RawWebSocket last = sockets.getLast();
        String all = "{\"kind\":\"presence-count\",\"online\":" + size + "}";
        String heard = last.text();
        while (!heard.equals(all)) {
            heard = last.text();
        }
    }

    @Override
    public void close() {
        sockets.forEach(RawWebSocket::close);
    }
}
