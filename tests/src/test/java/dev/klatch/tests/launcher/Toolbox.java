package dev.klatch.tests.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/// A folder that serves as the whole PATH: only what a test puts there can be called.
final class Toolbox {
    /// What any POSIX system has and the launcher calls.
    private static final List<String> BASICS =
            List.of(
                    "sh",
                    "dirname",
                    "readlink",
                    "sed",
                    "cat",
                    "head",
                    "mkdir",
                    "rm",
                    "cp",
                    "mv",
                    "cmp",
                    "find",
                    "tee",
                    "awk",
                    "sleep",
                    "mktemp",
                    "nice",
                    "id",
                    "date",
                    "sort",
                    "grep",
                    "env");

    private static final List<Path> FOLDERS =
            List.of(Path.of("/usr/bin"), Path.of("/bin"), Path.of("/usr/sbin"), Path.of("/sbin"));

    private final Path folder;

    Toolbox(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        for (String program : BASICS) {
            addFromSystem(program);
        }
    }

    /// The value for PATH.
    String path() {
        return folder.toString();
    }

    void addFromSystem(String program) throws IOException {
        for (Path each : FOLDERS) {
            Path file = each.resolve(program);
            if (Files.isExecutable(file)) {
                Files.createSymbolicLink(folder.resolve(program), file.toRealPath());
                return;
            }
        }
        throw new IOException("This system has no " + program);
    }

    /// A program that is this shell text.
    void add(String program, String text) throws IOException {
        write(folder.resolve(program), "#!/bin/sh\n" + text);
    }

    /// This program cannot be called any more.
    void remove(String program) throws IOException {
        Files.delete(folder.resolve(program));
    }

    /// A Java home of some version, whose `java` only says that it was called.
    static void pretendJava(Path home, String version) throws IOException {
        Files.createDirectories(home.resolve("bin"));
        write(home.resolve("bin/java"), "#!/bin/sh\necho the java of " + version + "\n");
        write(home.resolve("bin/javac"), "#!/bin/sh\n");
        Files.writeString(
                home.resolve("release"),
                "IMPLEMENTOR=\"Test\"\nJAVA_VERSION=\"" + version + "\"\n");
    }

    static void write(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
