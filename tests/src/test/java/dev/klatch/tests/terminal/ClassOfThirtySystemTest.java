package dev.klatch.tests.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/// Thirty people, each with a terminal client in a process of its own, on a server that is killed
/// and stopped while they talk.
final class ClassOfThirtySystemTest {
    private static final List<String> NAMES =
            List.of(
                    "ana", "bob", "eve", "tom", "zoe", "kim", "max", "ida", "jon", "amy", "ben",
                    "cal", "dan", "fay", "gus", "hal", "ivy", "jim", "kay", "lea", "moe", "ned",
                    "oda", "pat", "ray", "sue", "tim", "una", "vic", "wes");

    /// They have accounts; the others are guests.
    private static final Set<String> ACCOUNTS = Set.of("tom", "zoe", "kim", "max");

    /// They leave and come back, two with accounts and two without.
    private static final List<String> LEAVING = List.of("tom", "zoe", "vic", "wes");

    private static final List<String> ROOMS = List.of("maths", "music", "garden");
    private static final List<String> GROUPS = List.of("groupRed", "groupBlue", "groupGreen");
    private static final int AT_ONCE = 6;
    private static final long DEADLINE_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final Pattern HASH = Pattern.compile("  (c[0-9a-z]+) ([0-9a-f]{64})  (.*)");

    @TempDir Path folder;

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private final Map<String, Program> pupils = new LinkedHashMap<>();
    private final Map<String, Set<String>> members = new TreeMap<>();
    private final Set<String> saidToAll = new TreeSet<>();
    private int port;
    private int steps;

    private Program enter(String name, String... more) throws IOException {
        Map<String, String> environment =
                ACCOUNTS.contains(name) ? Map.of("KLATCH_PASSWORD", "a long password") : Map.of();
        String[] words = {"chat", "http://127.0.0.1:" + port, "--name", name, "--linger", "0"};
        Program chat =
                Program.start(
                        folder,
                        environment,
                        Stream.concat(Stream.of(words), Stream.of(more)).toArray(String[]::new));
        pupils.put(name, chat);
        return chat;
    }

    /// Types for each of them and waits until all of it is done.
    private void done(Map<String, String> scripts) throws Exception {
        String step = "step" + steps++;
        for (var script : scripts.entrySet()) {
            pupil(script.getKey()).type(script.getValue() + "/keywords " + step + "\n");
        }
        for (String name : scripts.keySet()) {
            pupil(name).awaitOut(text -> text.contains("count as your name: " + step));
        }
    }

    /// Who is in this room or group now.
    private Set<String> in(String title) {
        return members.computeIfAbsent(title, _ -> new HashSet<>());
    }

    private Program pupil(String name) {
        Program chat = pupils.get(name);
        assertTrue(chat != null, name);
        return chat;
    }

    private List<String> some(int count, String without) {
        List<String> others = new ArrayList<>(NAMES);
        others.removeAll(LEAVING);
        others.remove(without);
        Collections.shuffle(others, random);
        return others.subList(0, count);
    }

    private Map<String, String> scripts() {
        Map<String, String> scripts = new LinkedHashMap<>();
        NAMES.forEach(name -> scripts.put(name, ""));
        return scripts;
    }

    private void allComeIn() throws Exception {
        for (int i = 0; i < NAMES.size(); i += AT_ONCE) {
            Map<String, String> scripts = new LinkedHashMap<>();
            for (String name : NAMES.subList(i, i + AT_ONCE)) {
                enter(name, ACCOUNTS.contains(name) ? new String[] {"--sign-up"} : new String[0]);
                scripts.put(name, "good morning from " + name + "\n");
            }
            done(scripts);
        }
        members.put("everyone", new HashSet<>(NAMES));
    }

    private void roomsAndGroupsAreMade() throws Exception {
        Map<String, String> making = new LinkedHashMap<>();
        for (int i = 0; i < ROOMS.size(); i++) {
            making.put(NAMES.get(i), "/create " + ROOMS.get(i) + "\n/go everyone\n");
            members.put(ROOMS.get(i), new HashSet<>(Set.of(NAMES.get(i))));
            List<String> people = some(5, NAMES.get(i));
            making.merge(
                    NAMES.get(i),
                    "group " + GROUPS.get(i) + " " + String.join(", ", people) + "\n",
                    String::concat);
            members.put(GROUPS.get(i), new HashSet<>(people));
            in(GROUPS.get(i)).add(NAMES.get(i));
        }
        // Vic is in a group, too, and out of it when he leaves.
        making.merge("ana", "group groupGone vic, ida, jon\n", String::concat);
        members.put("groupGone", new HashSet<>(Set.of("ana", "ida", "jon")));
        done(making);
        Map<String, String> joining = scripts();
        for (String name : NAMES) {
            String room = ROOMS.get(random.nextInt(ROOMS.size()));
            if (in(room).add(name)) {
                joining.put(name, "/join " + room + "\nin %s %s\n".formatted(room, name));
            }
            joining.merge(name, "/go everyone\n", String::concat);
        }
        done(joining);
    }

    /// What each says now: to all, to a group, to two people alone.
    private Map<String, String> storm(Set<String> who, String when) {
        Map<String, String> scripts = new LinkedHashMap<>();
        for (String name : who) {
            StringBuilder script = new StringBuilder();
            for (int i = 0; i < 3; i++) {
                String text = "%s %d of %s.".formatted(when, i, name);
                saidToAll.add(name + ": " + text);
                script.append(text).append('\n');
                script.append(some(1, name).getFirst()).append(": psst ").append(text).append('\n');
            }
            GROUPS.stream()
                    .filter(group -> in(group).contains(name))
                    .forEach(group -> script.append(group + ": among us " + when + '\n'));
            scripts.put(name, script.toString());
        }
        return scripts;
    }

    private void play(String one, String other) throws Exception {
        pupil(one).type("!TTT " + other + "\n");
        pupil(other).awaitOut(text -> text.contains("[private with " + one + "] " + one + " asks"));
        pupil(other).type("/ttt yes\n");
        boolean oneBegins =
                pupil(one)
                        .awaitOut(text -> text.contains("X begins"))
                        .contains("Your turn, you are X");
        Program cross = pupil(oneBegins ? one : other);
        Program nought = pupil(oneBegins ? other : one);
        int[] squares = {5, 1, 4, 9, 6};
        for (int i = 0; i < squares.length; i++) {
            (i % 2 == 0 ? cross : nought).type("/ttt " + squares[i] + "\n");
            String words = "takes square " + squares[i];
            (i % 2 == 0 ? nought : cross).awaitOut(text -> text.contains(words));
        }
        nought.awaitOut(text -> text.contains("You lost."));
    }

    private void someLeaveAndComeBack() throws Exception {
        for (String name : LEAVING) {
            assertEquals(0, pupil(name).type("exit\n").finish(), pupil(name).err());
            pupil(name).close();
        }
        Map<String, String> back = new LinkedHashMap<>();
        for (String name : LEAVING) {
            enter(name);
            back.put(name, "back again is " + name + "\nana: it is me\n");
        }
        // A guest who comes back is another one, and was in no room.
        for (String guest : List.of("vic", "wes")) {
            ROOMS.forEach(room -> in(room).remove(guest));
        }
        back.put("una", "/join garden\n/leave\n/join garden\nand in again\n/go everyone\n");
        in("garden").add("una");
        done(back);
    }

    /// What is erased comes last: nobody can answer what is not there any more.
    private void messagesAreChanged() throws Exception {
        Map<String, String> scripts = scripts();
        Map<String, String> erasing = new LinkedHashMap<>();
        for (String name : NAMES) {
            scripts.put(
                    name,
                    switch (random.nextInt(5)) {
                        case 0 -> "/edit it reads otherwise now, says " + name + "\n";
                        case 1 -> "/react 👍\n/react ☕\n/unreact 👍\n";
                        case 2 -> "/reply I think so, too\n";
                        case 3 -> {
                            erasing.put(name, "to be erased\n/delete\n");
                            yield "";
                        }
                        default -> "/thread 3 more about this\n";
                    });
        }
        done(scripts);
        done(erasing);
    }

    /// What each client has of each conversation, by the conversation's id and the client's name.
    private Map<String, Map<String, String>> hashes(Map<String, String> titles) throws Exception {
        Map<String, Integer> before = new TreeMap<>();
        for (String name : NAMES) {
            before.put(name, pupil(name).out().length());
        }
        Map<String, String> asking = scripts();
        asking.replaceAll((_, _) -> "/hash\n");
        done(asking);
        Map<String, Map<String, String>> hashes = new TreeMap<>();
        for (String name : NAMES) {
            Matcher line = HASH.matcher(pupil(name).out().substring(before.getOrDefault(name, 0)));
            while (line.find()) {
                hashes.computeIfAbsent(line.group(1), _ -> new TreeMap<>())
                        .put(name, line.group(2));
                titles.put(line.group(1), line.group(3));
            }
        }
        return hashes;
    }

    private static boolean equal(Map<String, Map<String, String>> hashes) {
        return hashes.values().stream().allMatch(all -> Set.copyOf(all.values()).size() == 1);
    }

    private void allHaveTheSame() throws Exception {
        Map<String, String> titles = new TreeMap<>();
        long deadline = System.nanoTime() + DEADLINE_NANOS;
        Map<String, Map<String, String>> hashes = hashes(titles);
        while (!equal(hashes) && System.nanoTime() < deadline) {
            hashes = hashes(titles);
        }
        assertTrue(equal(hashes), "seed " + seed + " " + hashes);
        int direct = 0;
        Map<String, Set<String>> found = new TreeMap<>();
        for (var conversation : hashes.entrySet()) {
            String title = String.valueOf(titles.get(conversation.getKey()));
            if (members.containsKey(title)) {
                found.put(title, conversation.getValue().keySet());
            } else {
                direct += conversation.getValue().size() == 2 ? 1 : 0;
            }
        }
        assertEquals(sorted(members), sorted(found), "seed " + seed);
        assertTrue(direct >= NAMES.size(), direct + " pairs, seed " + seed);
    }

    private static Map<String, Set<String>> sorted(Map<String, Set<String>> sets) {
        Map<String, Set<String>> sorted = new TreeMap<>();
        sets.forEach((key, value) -> sorted.put(key, new TreeSet<>(value)));
        return sorted;
    }

    /// Who was there all the time heard each word to all once; own ones are no news.
    private void nothingWasLostOrSaidTwice() throws IOException {
        for (String name : NAMES) {
            if (!LEAVING.contains(name) && !name.equals("una")) {
                String heard = pupil(name).out();
                for (String said : saidToAll) {
                    int times = heard.split(Pattern.quote("] " + said), -1).length - 1;
                    int wanted = said.startsWith(name + ": ") ? 0 : 1;
                    assertEquals(wanted, times, name + " heard " + said + ", seed " + seed);
                }
            }
        }
    }

    private void nothingIsWrongInTheLog() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("data/logs"))) {
            for (Path file : files.toList()) {
                for (String line : Files.readAllLines(file)) {
                    assertTrue(!line.contains("\"level\":\"error\""), line);
                    assertTrue(!line.contains("\"level\":\"warning\""), line);
                }
            }
        }
    }

    @Test
    void a7AClassOfThirtyTalksThroughTwoRestartsAndAllHaveTheSame(TestReporter reporter)
            throws Exception {
        reporter.publishEntry("seed", Long.toString(seed));
        Program server = Program.serve(folder, 0);
        try {
            port = server.port();
            allComeIn();
            roomsAndGroupsAreMade();
            done(storm(Set.copyOf(NAMES), "early"));
            play("ida", "jon");
            server = restarted(server, "KILL");
            someLeaveAndComeBack();
            play("amy", "ben");
            server = restarted(server, "TERM");
            messagesAreChanged();
            allHaveTheSame();
            nothingWasLostOrSaidTwice();
            for (String name : NAMES) {
                pupil(name).type("exit\n");
            }
            for (String name : NAMES) {
                assertEquals(0, pupil(name).finish(), name + ": " + pupil(name).err());
            }
            assertEquals("", server.err());
            server.signal("TERM");
            assertEquals(0, server.finish());
            nothingIsWrongInTheLog();
        } finally {
            pupils.values().forEach(Program::close);
            server.close();
        }
    }

    /// All talk, and in the middle of it the server goes and another one comes.
    private Program restarted(Program server, String signal) throws Exception {
        String when = "around the " + signal.toLowerCase(java.util.Locale.ROOT);
        Map<String, String> storm = storm(new TreeSet<>(NAMES), when);
        for (var script : storm.entrySet()) {
            pupil(script.getKey()).type(script.getValue());
        }
        pupil("una").awaitOut(text -> text.split(when, -1).length > 20);
        server.signal(signal);
        server.finish();
        server.close();
        Program next = Program.serve(folder, port);
        assertEquals(port, next.port());
        done(scripts());
        return next;
    }
}
