package dev.klatch.server.operator;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The operator's end of the socket. One thread may type while another one listens.
public final class OperatorLink implements AutoCloseable {
    private final SocketChannel channel;
    private final OutputStream output;
    private final BoundedLines lines;

    private OperatorLink(SocketChannel channel) {
        this.channel = channel;
        this.output = Channels.newOutputStream(channel);
        this.lines = new BoundedLines(new BufferedInputStream(Channels.newInputStream(channel)));
    }

    /// Connects to the server that runs on this data folder.
    ///
    /// @throws IOException if none does, or it is somebody else's
    public static OperatorLink open(Path data) throws IOException {
        try {
            return new OperatorLink(SocketChannel.open(OperatorSocket.address(data)));
        } catch (UnsupportedOperationException none) {
            throw new IOException("this system has no such sockets", none);
        }
    }

    /// The line that means what these words of a shell mean, or why they mean nothing.
    public static Reading read(List<String> words) {
        String line = Order.line(words);
        return switch (Order.read(line)) {
            case Order.Reading.Understood _ -> new Reading(line, Optional.empty());
            case Order.Reading.Misused(String why) -> new Reading(line, Optional.of(why));
        };
    }

    /// A line to type, and why it is none if so.
    public record Reading(String line, Optional<String> misuse) {}

    /// Sends a line.
    public void type(String line) throws IOException {
        output.write((line.replace('\n', ' ') + "\n").getBytes(StandardCharsets.UTF_8));
        output.flush();
    }

    /// Nothing more is typed.
    public void endInput() throws IOException {
        channel.shutdownOutput();
    }

    /// What the server says next; nothing when it has gone. Blocks.
    public Optional<Phrase> next() throws IOException {
        return lines.next().map(Phrase::read);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
