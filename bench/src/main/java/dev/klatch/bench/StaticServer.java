package dev.klatch.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// nginx with one worker on a folder of files: what a web server does that does nothing else.
final class StaticServer implements AutoCloseable {
    private static final long SECONDS_TO_START = 10;

    private final Process process;
    private final URI url;
    private final @Nullable Path authority;

    private StaticServer(Process process, URI url, @Nullable Path authority) {
        this.process = process;
        this.url = url;
        this.authority = authority;
    }

    /// Serves the files of a folder from a free port of 127.0.0.1.
    static StaticServer plain(Path folder) throws CannotMeasure, InterruptedException {
        return start(folder, "", null);
    }

    /// The same over TLS, with a certificate of its own.
    static StaticServer encrypted(Path folder) throws CannotMeasure, InterruptedException {
        Path key = folder.resolve("static.key");
        Path certificate = folder.resolve("static.crt");
        Tool.run(
                List.of(
                        "openssl",
                        "req",
                        "-x509",
                        "-newkey",
                        "ec",
                        "-pkeyopt",
                        "ec_paramgen_curve:P-256",
                        "-nodes",
                        "-keyout",
                        key.toString(),
                        "-out",
                        certificate.toString(),
                        "-days",
                        "2",
                        "-subj",
                        "/CN=127.0.0.1",
                        "-addext",
                        "subjectAltName=IP:127.0.0.1"));
        String lines = "ssl_certificate %s; ssl_certificate_key %s;".formatted(certificate, key);
        return start(folder, lines, certificate);
    }

    private static StaticServer start(Path folder, String tls, @Nullable Path authority)
            throws CannotMeasure, InterruptedException {
        try {
            int port;
            try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                port = free.getLocalPort();
            }
            String listen = "127.0.0.1:" + port + (tls.isEmpty() ? "" : " ssl");
            Path settings = folder.resolve("nginx.conf");
            Files.writeString(
                    settings,
                    """
                    daemon off; user %s; worker_processes 1; pid nginx.pid; error_log stderr;
                    events {}
                    http {
                      access_log off; sendfile on;
                      client_body_temp_path t; proxy_temp_path t; fastcgi_temp_path t;
                      uwsgi_temp_path t; scgi_temp_path t;
                      server { listen %s; %s root %s; }
                    }
                    """
                            .formatted(System.getProperty("user.name"), listen, tls, folder));
            Process process =
                    new ProcessBuilder("nginx", "-p", folder.toString(), "-c", settings.toString())
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            await(process, port);
            String scheme = tls.isEmpty() ? "http" : "https";
            return new StaticServer(
                    process, URI.create(scheme + "://127.0.0.1:" + port + "/"), authority);
        } catch (IOException missing) {
            throw new CannotMeasure("The comparison goes with nginx: " + missing, missing);
        }
    }

    private static void await(Process process, int port)
            throws CannotMeasure, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_TO_START);
        while (System.nanoTime() < deadline && !process.waitFor(50, TimeUnit.MILLISECONDS)) {
            if (answers(port)) {
                return;
            }
        }
        process.destroy();
        throw new CannotMeasure("nginx did not start.");
    }

    private static boolean answers(int port) {
        try (Socket there = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return there.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    /// Fetches a file of the folder and throws it away; returns how many bytes came in a second.
    double fetch(String name) throws CannotMeasure, InterruptedException {
        return Transfers.fetch(authority, List.of(), url.resolve(name));
    }

    @Override
    public void close() {
        process.destroy();
    }
}
