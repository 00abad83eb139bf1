package dev.klatch.server.operator;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import jdk.net.ExtendedSocketOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The socket `klatch.sock` in the data folder, through which consoles beside the server's own
/// reach it. It is for the person alone who owns the server's process: its mode is 0600, and who
/// connects is asked of the kernel. Only the server that holds the folder's lock may open it.
public final class OperatorSocket implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OperatorSocket.class);
    private static final int CONSOLES = 16;

    private final Path file;
    private final ServerSocketChannel server;
    private final Operator operator;
    private final UserPrincipal owner;
    private final Set<SocketChannel> consoles = ConcurrentHashMap.newKeySet();

    private OperatorSocket(Path file, ServerSocketChannel server, Operator operator)
            throws IOException {
        this.file = file;
        this.server = server;
        this.operator = operator;
        this.owner = Files.getOwner(file);
    }

    /// Opens it.
    ///
    /// @throws IOException if it cannot be opened, for example because the folder's path is longer
    ///   than the 107 bytes or so that the system allows for it
    public static OperatorSocket open(Path data, Operator operator) throws IOException {
        Path file = data.resolve("klatch.sock");
        // A server that was killed leaves its socket behind; the folder's lock says it is gone.
        Files.deleteIfExists(file);
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        OperatorSocket opened = null;
        try {
            bind(server, data, file);
            opened = new OperatorSocket(file, server, operator);
            Thread.ofVirtual().name("klatch-operator").start(opened::accept);
            return opened;
        } catch (UnsupportedOperationException none) {
            throw new IOException("this system has no such sockets", none);
        } finally {
            if (opened == null) {
                server.close();
            }
        }
    }

    /// A new socket is open to whomever the umask lets in: it gets its mode in a folder that nobody
    /// else may enter, and its name after that.
    private static void bind(ServerSocketChannel server, Path data, Path file) throws IOException {
        if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            server.bind(shortest(file));
            return;
        }
        Path hidden = data.resolve(".sock");
        Path unnamed = hidden.resolve("s");
        Files.deleteIfExists(unnamed);
        Files.deleteIfExists(hidden);
        var owner = PosixFilePermissions.fromString("rwx------");
        Files.createDirectory(hidden, PosixFilePermissions.asFileAttribute(owner));
        server.bind(shortest(unnamed));
        Files.setPosixFilePermissions(unnamed, PosixFilePermissions.fromString("rw-------"));
        Files.move(unnamed, file, StandardCopyOption.ATOMIC_MOVE);
        Files.delete(hidden);
    }

    /// Where the socket of this data folder is.
    static UnixDomainSocketAddress address(Path data) {
        return shortest(data.resolve("klatch.sock"));
    }

    /// The address by the shorter of the names of this file: the system takes some 107 bytes.
    private static UnixDomainSocketAddress shortest(Path socket) {
        Path file = socket.toAbsolutePath().normalize();
        Path here = Path.of("").toAbsolutePath();
        Path near = file.getRoot().equals(here.getRoot()) ? here.relativize(file) : file;
        boolean nearer = near.toString().length() < file.toString().length();
        return UnixDomainSocketAddress.of(nearer ? near : file);
    }

    private void accept() {
        int number = 0;
        while (server.isOpen()) {
            try {
                SocketChannel console = server.accept();
                number++;
                Thread.ofVirtual().name("klatch-operator-" + number).start(() -> serve(console));
            } catch (ClosedChannelException stopping) {
                return;
            } catch (IOException failed) {
                LOG.warn("a console could not connect", failed);
            }
        }
    }

    private void serve(SocketChannel console) {
        try (console) {
            if (isOwner(console) && consoles.size() < CONSOLES && consoles.add(console)) {
                obey(console);
            } else {
                LOG.warn("a console that is not the owner's was refused");
            }
        } catch (IOException gone) {
            LOG.debug("a console has gone", gone);
        } finally {
            consoles.remove(console);
        }
    }

    private boolean isOwner(SocketChannel console) throws IOException {
        if (!console.supportedOptions().contains(ExtendedSocketOptions.SO_PEERCRED)) {
            return true;
        }
        return console.getOption(ExtendedSocketOptions.SO_PEERCRED).user().equals(owner);
    }

    private void obey(SocketChannel console) throws IOException {
        try (Far far = new Far(console)) {
            try {
                for (var line = far.next(); line.isPresent(); line = far.next()) {
                    far.say(new Phrase.Ended(operator.obey(line.get(), far)));
                }
            } finally {
                operator.left(far);
            }
        }
    }

    /// The desk at the other end. One that has gone hears nothing more; reading notices it.
    private static final class Far implements Desk, AutoCloseable {
        private final SocketChannel channel;
        private final BoundedLines lines;
        private final java.io.OutputStream output;

        private Far(SocketChannel channel) {
            this.channel = channel;
            this.lines =
                    new BoundedLines(
                            new java.io.BufferedInputStream(Channels.newInputStream(channel)));
            this.output = Channels.newOutputStream(channel);
        }

        private Optional<String> next() throws IOException {
            return lines.next();
        }

        private synchronized void say(Phrase phrase) {
            try {
                output.write((phrase.line() + "\n").getBytes(StandardCharsets.UTF_8));
                output.flush();
            } catch (IOException gone) {
                LOG.debug("a console has gone", gone);
            }
        }

        @Override
        public void show(String line) {
            say(new Phrase.Shown(line));
        }

        @Override
        public Optional<String> ask(String question) {
            say(new Phrase.Asked(question));
            try {
                return next();
            } catch (IOException gone) {
                return Optional.empty();
            }
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    /// Takes no more consoles and lets go of those that are connected.
    @Override
    public void close() {
        try {
            server.close();
            Files.deleteIfExists(file);
            for (SocketChannel console : consoles) {
                console.close();
            }
        } catch (IOException gone) {
            LOG.debug("closing the operator's socket", gone);
        }
    }
}
