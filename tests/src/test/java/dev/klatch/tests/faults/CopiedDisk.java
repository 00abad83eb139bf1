package dev.klatch.tests.faults;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/// A disk that can be copied while it is written to, as a power cut would leave it: an ext4 file
/// system in a file on a btrfs file system, which copies files in no time. What the system has not
/// written out yet is not in the copy. Needs root, btrfs-progs and e2fsprogs.
final class CopiedDisk implements AutoCloseable {
    private final Path folder;
    private final Deque<Path> mounted = new ArrayDeque<>();

    CopiedDisk(Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        Path outer = folder.resolve("outer.img");
        run("truncate", "-s", "6G", outer.toString());
        run("mkfs.btrfs", "-q", outer.toString());
        Path pool = mount(outer, "pool");
        Path inner = pool.resolve("inner.img");
        run("truncate", "-s", "1G", inner.toString());
        run("mkfs.ext4", "-q", inner.toString());
        mount(inner, "disk");
        run("sync");
    }

    private Path mount(Path image, String name) throws IOException, InterruptedException {
        Path place = folder.resolve(name);
        Files.createDirectories(place);
        run("mount", "-o", "loop", image.toString(), place.toString());
        mounted.push(place);
        return place;
    }

    /// Where the disk is.
    Path disk() {
        return folder.resolve("disk");
    }

    /// Copies what the disk holds at this instant.
    Path copy(String name) throws IOException, InterruptedException {
        Path pool = folder.resolve("pool");
        Path copy = pool.resolve(name + ".img");
        run("cp", "--reflink=always", pool.resolve("inner.img").toString(), copy.toString());
        return copy;
    }

    /// Makes a copy a disk of its own, as a machine does that starts after a power cut.
    Path open(Path copy, String name) throws IOException, InterruptedException {
        return mount(copy, name);
    }

    /// Takes the newest disk away again.
    void unmountLast() throws IOException, InterruptedException {
        Path place = mounted.pop();
        run("umount", "-d", place.toString());
    }

    private static void run(String... words) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException(String.join(" ", words) + ": " + output);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            while (!mounted.isEmpty()) {
                unmountLast();
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
