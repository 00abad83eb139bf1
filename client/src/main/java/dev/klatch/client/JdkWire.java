package dev.klatch.client;

import dev.klatch.protocol.CloseCode;
import java.net.URI;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// One WebSocket of the JDK. What it hears on the JDK's threads goes to the loop, and the next
/// frame is asked for when the loop is done with this one. The sending side belongs to the loop:
/// the JDK takes one frame at a time, so the others wait here.
final class JdkWire implements WebSocket.Listener, Network.Wire {
    private static final int LONGEST_FRAME = 1 << 20;
    private static final int NO_STATUS = 1005;

    private final URI server;
    private final Loop loop;
    private final Network.Listener listener;
    private final StringBuilder partial = new StringBuilder();
    private final Deque<String> waiting = new ArrayDeque<>();
    private volatile @Nullable WebSocket socket;
    private boolean sending;
    private boolean closing;

    JdkWire(URI server, Loop loop, Network.Listener listener) {
        this.server = server;
        this.loop = loop;
        this.listener = listener;
    }

    @Override
    public void onOpen(WebSocket open) {
        socket = open;
        loop.execute(() -> listener.opened(this));
        open.request(1);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket open, CharSequence part, boolean last) {
        partial.append(part);
        if (partial.length() > LONGEST_FRAME) {
            open.abort();
            ended(1006, "What answers at " + server + " is not Klatch.");
        } else if (last) {
            String frame = partial.toString();
            partial.setLength(0);
            loop.execute(() -> {
                listener.text(frame);
                open.request(1);
            });
        } else {
            open.request(1);
        }
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onPing(WebSocket open, ByteBuffer message) {
        loop.execute(listener::heard);
        open.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket open, int code, String reason) {
        ended(code == NO_STATUS ? 1006 : code, words(code));
        return null;
    }

    private String words(int code) {
        for (CloseCode known : CloseCode.values()) {
            if (known.number() == code && code != CloseCode.NORMAL.number()) {
                return "The server closed the connection: " + known.reason() + ".";
            }
        }
        return "The server closed the connection.";
    }

    @Override
    public void onError(WebSocket open, Throwable failure) {
        ended(1006, Unreachable.words(server, failure));
    }

    private void ended(int code, String words) {
        loop.execute(() -> listener.ended(new Network.End(code, 0, words)));
    }

    @Override
    public void send(String frame) {
        waiting.add(frame);
        sendNext();
    }

    private void sendNext() {
        WebSocket open = socket;
        String frame = waiting.peek();
        if (open == null || sending) {
            return;
        }
        if (frame != null) {
            waiting.poll();
            sending = true;
            open.sendText(frame, true).whenComplete((_, failure) -> sent(failure));
        } else if (closing) {
            sending = true;
            open.sendClose(WebSocket.NORMAL_CLOSURE, "")
                    .whenComplete((_, _) -> ended(WebSocket.NORMAL_CLOSURE, "Closed."));
        }
    }

    private void sent(@Nullable Throwable failure) {
        if (failure == null) {
            loop.execute(() -> {
                sending = false;
                sendNext();
            });
        } else {
            ended(1006, Unreachable.words(server, failure));
        }
    }

    @Override
    public void close() {
        closing = true;
        sendNext();
    }

    @Override
    public void abort() {
        WebSocket open = socket;
        if (open != null) {
            open.abort();
        }
    }
}
