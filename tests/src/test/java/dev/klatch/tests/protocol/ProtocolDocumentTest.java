package dev.klatch.tests.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.klatch.protocol.ClientFrame;
import dev.klatch.protocol.CloseCode;
import dev.klatch.protocol.Decoded;
import dev.klatch.protocol.FrameCodec;
import dev.klatch.protocol.Limits;
import dev.klatch.protocol.Refusal;
import dev.klatch.protocol.ServerFrame;
import dev.klatch.server.http.Reply;
import dev.klatch.tests.house.Repository;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What `docs/protocol.md` says in tables and examples is what the program does.
final class ProtocolDocumentTest {
    private static final String TEXT = Repository.text(Path.of("docs", "protocol.md"));

    /// The rows of the tables under a heading, each as its cells, without the heads.
    private static List<List<String>> table(String heading) {
        int start = TEXT.indexOf("\n" + heading + "\n");
        assertTrue(start >= 0, heading);
        int level = heading.indexOf(' ');
        List<List<String>> rows = new ArrayList<>();
        String[] lines = TEXT.substring(start + 1).split("\n", -1);
        for (int i = 1; i < lines.length; i++) {
            int here = lines[i].startsWith("#") ? lines[i].indexOf(' ') : 99;
            if (here <= level) {
                break;
            }
            if (lines[i].startsWith("|---")) {
                rows.removeLast();
            } else if (lines[i].startsWith("|")) {
                String[] cells = lines[i].substring(1, lines[i].length() - 1).split("\\|", -1);
                rows.add(Arrays.stream(cells).map(cell -> cell.strip()).toList());
            }
        }
        return rows;
    }

    @Test
    void theTableOfRefusalsIsTheList() {
        List<List<String>> expected =
                Stream.of(Refusal.values())
                        .map(refusal ->
                                List.of(
                                        Integer.toString(refusal.number()),
                                        "`" + refusal.error() + "`",
                                        refusal.retry() ? "yes" : "no",
                                        Integer.toString(Reply.refused(refusal).status().code())))
                        .toList();
        assertEquals(
                expected, table("## Refusals").stream().map(row -> row.subList(0, 4)).toList());
    }

    @Test
    void theTableOfCloseCodesIsTheList() {
        List<List<String>> expected =
                Stream.of(CloseCode.values())
                        .map(code ->
                                List.of(
                                        Integer.toString(code.number()),
                                        CloseCode.reconnects(code.number()) ? "yes" : "no"))
                        .toList();
        assertEquals(
                expected, table("## Close codes").stream().map(row -> row.subList(0, 2)).toList());
    }

    @Test
    void theRangesOfCloseCodesSayWhetherToReconnect() {
        for (int number : List.of(1001, 1006, 1011, 1012, 1013, 4500, 4999)) {
            assertTrue(CloseCode.reconnects(number), "" + number);
        }
        for (int number : List.of(1000, 1002, 1003, 1007, 1008, 1009, 4000, 4499, 5000)) {
            assertTrue(!CloseCode.reconnects(number), "" + number);
        }
    }

    @Test
    void theTableOfLimitsIsTheList() throws IllegalAccessException {
        Map<String, Long> expected = new TreeMap<>();
        for (Field field : Limits.class.getFields()) {
            expected.put("`" + field.getName() + "`", ((Number) field.get(null)).longValue());
        }
        Map<String, Long> written =
                table("## Limits").stream()
                        .collect(
                                Collectors.toMap(
                                        row -> row.getFirst(),
                                        row -> Long.parseLong(row.get(1).replace(",", "")),
                                        (one, other) -> one,
                                        TreeMap::new));
        assertEquals(expected, written);
    }

    @Test
    void theTablesOfFramesNameEveryKindWithItsMembers() {
        assertEquals(shapes(ClientFrame.class), rows("## Client frames"));
        assertEquals(shapes(ServerFrame.class), rows("## Server frames"));
    }

    private static Map<String, String> rows(String heading) {
        Map<String, String> rows = new TreeMap<>();
        for (List<String> row : table(heading)) {
            String members = row.get(1).replace(" or ", ", ");
            rows.put(row.getFirst().replace("`", ""), members);
        }
        return rows;
    }

    private static Map<String, String> shapes(Class<?> sealed) {
        Map<String, String> shapes = new TreeMap<>();
        Set<String> kinds = Kinds.of(sealed);
        for (Class<?> type : records(sealed, new ArrayList<>())) {
            var name = type.getAnnotation(com.fasterxml.jackson.annotation.JsonTypeName.class);
            if (name != null && kinds.contains(name.value())) {
                shapes.put(name.value(), members(type));
            }
        }
        return shapes;
    }

    private static List<Class<?>> records(Class<?> type, List<Class<?>> found) {
        if (type.isSealed()) {
            for (Class<?> permitted : type.getPermittedSubclasses()) {
                records(permitted, found);
            }
        } else {
            found.add(type);
        }
        return found;
    }

    private static String members(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(part -> {
                    boolean optional =
                            part.getAnnotatedType()
                                    .isAnnotationPresent(org.jspecify.annotations.Nullable.class);
                    return part.getName() + (optional ? "?" : "");
                })
                .collect(Collectors.joining(", "));
    }

    @Test
    void theWorkedConversationsAreFramesOfTheProtocol() {
        Set<String> kinds = new TreeSet<>();
        int checked = 0;
        for (String line : TEXT.split("\n", -1)) {
            if (line.startsWith("> {")) {
                String text = line.substring(2);
                Decoded decoded = FrameCodec.decodeClient(text);
                Object frame =
                        decoded instanceof Decoded.Frame(ClientFrame known) ? known : decoded;
                assertEquals(text, new String(FrameCodec.encode(frame), UTF_8));
                checked++;
            } else if (line.startsWith("< {")) {
                String text = line.substring(2);
                ServerFrame frame = FrameCodec.decodeServer(text);
                assertEquals(text, new String(FrameCodec.encode(frame), UTF_8));
                kinds.add(frame.getClass().getSimpleName());
                checked++;
            }
        }
        assertTrue(checked >= 15 && kinds.size() >= 6, checked + " " + kinds);
    }
}
