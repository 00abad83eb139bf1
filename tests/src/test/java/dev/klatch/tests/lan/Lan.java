package dev.klatch.tests.lan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Two machines on a cable, from which nothing leads anywhere: the server's at 10.77.0.1, the
/// phone's at 10.77.0.2. They are network namespaces (user_namespaces(7)), so nobody has to be
/// root, and they are gone with the process that holds them.
final class Lan implements AutoCloseable {
    static final String SERVER = "10.77.0.1";

    private static final String SET_UP =
            """
            set -e
            mount -t tmpfs tmpfs /run
            mkdir /run/netns
            ip link set lo up
            ip netns add phone
            ip link add k0 type veth peer name k1 netns phone
            ip addr add 10.77.0.1/24 dev k0
            ip link set k0 up
            ip route add 224.0.0.0/4 dev k0
            ip -n phone link set lo up
            ip -n phone addr add 10.77.0.2/24 dev k1
            ip -n phone link set k1 up
            ip -n phone route add 224.0.0.0/4 dev k1
            touch "$0"
            exec sleep infinity
            """;

    private final Process holder;

    /// Ready when this returns. `folder` is for what it says.
    Lan(Path folder) throws IOException, InterruptedException {
        Path ready = folder.resolve("lan-is-ready");
        Path output = folder.resolve("lan");
        holder =
                new ProcessBuilder(
                                "unshare", "-r", "-n", "-m", "sh", "-c", SET_UP, ready.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!Files.exists(ready)) {
            if (holder.waitFor(20, TimeUnit.MILLISECONDS) || System.nanoTime() > deadline) {
                throw new AssertionError("there is no network: " + Files.readString(output));
            }
        }
    }

    /// What to put before a command so that it runs on the server's machine.
    List<String> onServer() {
        String holds = Long.toString(holder.pid());
        String here = "--wd=" + Path.of("").toAbsolutePath();
        return List.of("nsenter", "-t", holds, "-U", "-m", "-n", "--preserve-credentials", here);
    }

    /// What to put before a command so that it runs on the phone.
    List<String> onPhone() {
        List<String> words = new ArrayList<>(onServer());
        words.addAll(List.of("nsenter", "--net=/run/netns/phone"));
        return words;
    }

    @Override
    public void close() {
        holder.destroyForcibly();
    }
}
