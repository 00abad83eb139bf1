package dev.klatch.tests.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.klatch.server.log.Scope;
import dev.klatch.server.setting.Declared;
import dev.klatch.tests.wire.TestServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The transcript of a real server, read when it has stopped.
final class TranscriptSystemTest {
    @TempDir Path data;

    private TestServer server(Scope scope) {
        return TestServer.start(data, usual -> usual.with(Declared.TRANSCRIPT, scope));
    }

    private void talk(Scope scope) {
        try (TestServer server = server(scope);
                Speaker ana = Speaker.guest(server, "ana " + scope);
                Speaker bob = Speaker.guest(server, "bob " + scope)) {
            assertEquals(scope == Scope.ALL ? true : null, ana.welcome().recorded());
            ana.says(ana.everyone(), scope + " to everyone");
            ana.says(ana.room("lobby " + scope), scope + " in the lobby");
            ana.says(ana.direct("bob " + scope), scope + " to bob");
            bob.hears(scope + " to bob");
        }
    }

    private List<String> lines() throws IOException {
        return Logged.lines(data.resolve("logs"), "transcript");
    }

    private List<String> texts() throws IOException {
        return lines().stream()
                .filter(line -> line.contains("\"posted\""))
                .map(line -> line.replaceAll(".*\"text\":\"(.*)\"}", "$1"))
                .toList();
    }

    @Test
    @DisplayName("B5 rooms is the default, all is told to everybody, off takes nothing down")
    void b5WhatIsTakenDownIsWhatTheOperatorWants() throws IOException {
        assertEquals(Scope.ROOMS, Declared.TRANSCRIPT.usual());
        talk(Scope.ROOMS);
        assertEquals(List.of("ROOMS to everyone", "ROOMS in the lobby"), texts());
        talk(Scope.ALL);
        talk(Scope.OFF);
        assertEquals(
                List.of(
                        "ROOMS to everyone",
                        "ROOMS in the lobby",
                        "ALL to everyone",
                        "ALL in the lobby",
                        "ALL to bob"),
                texts());
        assertTrue(lines().stream().anyMatch(line -> line.contains("\"event\":\"created\"")));
    }

    @Test
    @DisplayName("B6 a wipe of the history deletes the transcript, which goes on after it")
    void b6AWipeDeletesTheTranscript() throws IOException {
        try (TestServer server = server(Scope.ROOMS)) {
            try (Speaker ana = Speaker.guest(server, "ana")) {
                ana.says(ana.everyone(), "before the wipe");
            }
            String told = server.operate("wipe --yes --no-backup").getFirst();
            assertEquals("Everything that was said is deleted.", told);
            try (Speaker bob = Speaker.guest(server, "bob")) {
                bob.says(bob.everyone(), "after the wipe");
            }
        }
        assertEquals(List.of("after the wipe"), texts());
    }
}
