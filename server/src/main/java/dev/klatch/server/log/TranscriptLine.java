package dev.klatch.server.log;

import dev.klatch.core.journal.EventLog.Origin;
import dev.klatch.protocol.Attachment;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.Event;
import dev.klatch.protocol.EventBody;
import dev.klatch.protocol.Person;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The lines of a transcript. Their fields have one order, and no text of people comes before those
/// that say which event it is: so a line can be found and emptied without reading JSON. A quote
/// inside of a text is escaped, so no text looks like a field.
final class TranscriptLine {
    private static final String TEXT = ",\"text\":\"";
    private static final String PRIVATE = ",\"access\":\"private\"}";
    private static final Pattern PLACE =
            Pattern.compile(
                    "\\{\"time\":\"[^\"]*\",\"level\":\"[A-Z]+\",\"event\":\"[a-z-]+\","
                            + "\"conversation\":\"(c[0-9a-z]+)\",\"seq\":(\\d+)"
                            + "(?:,\"target\":(\\d+))?,.*");

    private TranscriptLine() {}

    /// Which event a line is about, and which message that event changes (0: none).
    record Place(ConversationId conversation, long seq, long target) {}

    static LogLine of(Origin origin, Event.Made event) {
        LogLine line =
                LogLine.of(EventBody.kind(event))
                        .with("conversation", origin.conversation().text())
                        .with("seq", event.seq());
        Long target = event.about();
        line = target == null ? line : line.with("target", target);
        line =
                line.with("type", origin.type().text())
                        .with("title", origin.title())
                        .with("name", event.name());
        return switch (event) {
            case Event.Posted it -> said(line, it.text()).with("files", files(it.files()));
            case Event.Edited it -> said(line, it.text());
            case Event.Reacted it ->
                    line.with("reaction", it.reaction()).with("on", it.on() ? 1 : 0);
            case Event.Pinned it -> line.with("on", it.on() ? 1 : 0);
            case Event.Played it -> line.with("board", it.board());
            case Event.Called it ->
                    line.with("action", it.action().text())
                            .with("why", it.why() == null ? null : it.why().text());
            case Event.Created it -> line.with("people", names(it.people()));
            case Event.Changed it ->
                    line.with("new-title", it.title())
                            .with("topic", it.topic())
                            .with("access", it.access() == null ? null : it.access().text());
            case Event.Invited it -> line.with("people", names(it.people()));
            case Event.Removed it -> line.with("who", it.who());
            case Event.Banned it -> line.with("who", it.who());
            case Event.Muted it -> line.with("who", it.who());
            case Event.Promoted it ->
                    line.with("who", it.who()).with("standing", it.standing().text());
            case Event.Deleted _, Event.Closed _, Event.Joined _, Event.Left _ -> line;
        };
    }

    private static @Nullable String files(@Nullable List<Attachment> files) {
        return files == null
                ? null
                : files.stream().map(Attachment::name).collect(Collectors.joining(", "));
    }

    private static @Nullable String names(@Nullable List<Person> people) {
        return people == null
                ? null
                : people.stream().map(Person::name).collect(Collectors.joining(", "));
    }

    /// Which event this line is about; null for what is no line of a transcript.
    static @Nullable Place place(String line) {
        Matcher matcher = PLACE.matcher(line);
        if (!matcher.matches()) {
            return null;
        }
        String target = matcher.group(3);
        return new Place(
                ConversationId.parse(matcher.group(1)),
                Long.parseLong(matcher.group(2)),
                target == null ? 0 : Long.parseLong(target));
    }

    /// Whether this line says that a room is private from there on.
    static boolean closes(String line) {
        return line.contains("\"event\":\"changed\"") && line.endsWith(PRIVATE);
    }

    /// A text, or that it was erased before it could be taken down: nobody says nothing.
    private static LogLine said(LogLine line, String text) {
        return text.isEmpty() ? line.with("erased", 1) : line.whole("text", text);
    }

    /// The line without what was said.
    static String emptied(String line) {
        int text = line.indexOf(TEXT);
        return text < 0 ? line : line.substring(0, text) + ",\"erased\":1}";
    }
}
