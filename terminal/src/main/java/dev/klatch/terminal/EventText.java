package dev.klatch.terminal;

import dev.klatch.client.MessageState;
import dev.klatch.client.OutboxEntry;
import dev.klatch.protocol.Answer;
import dev.klatch.protocol.Attachment;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.Event;
import dev.klatch.protocol.Notice;
import dev.klatch.protocol.Person;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.Sanitizer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Events as lines: time, where it came from, who, what. Text of others goes through [Sanitizer]
/// here; further lines of one message begin with a bar, so that none can pretend to be another
/// message. Safe to use from any thread.
final class EventText {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("EEEE, d MMMM uuuu", Locale.ENGLISH);

    private final Directory directory;
    private final Ink ink;
    private final ZoneId zone;
    private final Prose prose;
    private final EventWords words;
    private final Set<ConversationId> recorded = new HashSet<>();
    private @Nullable LocalDate day;
    private @Nullable ConversationId away;

    EventText(Directory directory, Ink ink, ZoneId zone) {
        this.directory = directory;
        this.ink = ink;
        this.zone = zone;
        prose = new Prose(ink, directory);
        words = new EventWords(directory);
    }

    /// Takes note of an event that is shown in another form.
    void shown(Event event) {
        directory.shown(event);
    }

    /// The event, with a line for the day before it where that is another than the one before.
    synchronized String line(Event event) {
        if (event.conversation().equals(away) && !mine(event)) {
            away = null;
        }
        return switch (event) {
            case Event.Posted posted -> posted(posted);
            case Event.Edited edited ->
                    head(edited, "")
                            + " "
                            + Prose.apart(
                                    name(edited.author(), edited.name())
                                            + ink.quiet(" changed #" + edited.target()),
                                    prose.shown(edited.text()));
            default -> note(event, words.of(event));
        };
    }

    private boolean mine(Event event) {
        return event instanceof Event.Made made && directory.isMe(made.author());
    }

    private String posted(Event.Posted posted) {
        Event.Folded folded = posted.folded();
        String head = head(posted, " #" + posted.seq());
        String who = name(posted.author(), posted.name());
        if (folded != null && Boolean.TRUE.equals(folded.deleted())) {
            return head + " " + who + ": " + ink.quiet("(erased)");
        }
        String said = posted.text().isBlank() ? "" : prose.shown(posted.text());
        String line =
                head + " " + Prose.apart(who + about(posted), withFiles(said, posted.files()));
        return folded == null ? line : line + ink.quiet(since(folded));
    }

    /// What was said, and below it a line for each file.
    private String withFiles(String said, @Nullable List<Attachment> files) {
        StringBuilder all = new StringBuilder(said);
        for (Attachment file : files == null ? List.<Attachment>of() : files) {
            all.append(all.isEmpty() ? "" : "\n" + ink.quiet(Prose.BAR));
            all.append(ink.quiet(Wording.file(file)));
        }
        return all.toString();
    }

    /// What it answers or continues, and where it was said first.
    private String about(Event.Posted posted) {
        StringBuilder about = new StringBuilder();
        if (posted.forwarded() != null) {
            about.append(" (first said by ")
                    .append(Sanitizer.oneLine(posted.forwarded().name()))
                    .append(')');
        }
        if (posted.reply() != null) {
            about.append(" (to ").append(words.message(posted, posted.reply())).append(')');
        } else if (posted.thread() != null) {
            about.append(" (thread of ").append(words.message(posted, posted.thread())).append(')');
        }
        return ink.quiet(about.toString());
    }

    /// What became of a message since it was written.
    private static String since(Event.Folded folded) {
        StringBuilder since = new StringBuilder();
        if (folded.edited() != null) {
            since.append("  (changed)");
        }
        if (Boolean.TRUE.equals(folded.pinned())) {
            since.append("  (pinned)");
        }
        if (folded.reactions() != null) {
            for (Event.Reaction reaction : folded.reactions()) {
                since.append("  ").append(Sanitizer.oneLine(reaction.reaction()));
                since.append(' ').append(reaction.count());
            }
        }
        if (folded.replies() != null && folded.replies() > 0) {
            since.append("  (").append(Wording.count(folded.replies(), "answer", "answers"));
            since.append(" in its thread)");
        }
        return since.toString();
    }

    /// That the other one of a private conversation is not here now, who gets it later; null if
    /// they are, or it was said and they have not been heard of since.
    synchronized @Nullable String away(MessageState.Sent sent) {
        if (sent.offline().isEmpty() || sent.conversation().equals(away)) {
            return null;
        }
        away = sent.conversation();
        List<String> names = sent.offline().stream().map(Person::name).toList();
        return Sanitizer.oneLine(String.join(", ", names))
                + (names.size() == 1 ? " is not here now and gets" : " are not here now and get")
                + " it later.";
    }

    /// Something that a search found, with the words that were looked for.
    synchronized String found(int number, Answer.Hit hit, String query) {
        String place = Sanitizer.oneLine(directory.nameOf(hit.conversation()));
        return "%3d  ".formatted(number)
                + ink.quiet(Wording.time(hit.time()) + " [" + place + "#" + hit.seq() + "]")
                + " "
                + Prose.apart(name(hit.author(), hit.name()), prose.found(hit.text(), query));
    }

    /// An own message that has no place yet, with its state in words.
    String pending(OutboxEntry entry, String state) {
        String where = ink.quiet("[" + where(entry) + "]");
        String time = ink.quiet(TIME.format(at(entry.written())));
        int files = entry.words().files().size();
        String said =
                entry.text().isBlank() && files > 0
                        ? ink.quiet("[" + Wording.count(files, "file", "files") + "]")
                        : prose.shown(entry.text());
        String words = Prose.apart(ink.accent(me()), said);
        return time + " " + where + " " + words + "  " + state;
    }

    private String where(OutboxEntry entry) {
        return switch (entry.addressee()) {
            case dev.klatch.client.Addressee.Everyone() -> "everyone";
            case dev.klatch.client.Addressee.Conversation(ConversationId id) -> where(id);
            case dev.klatch.client.Addressee.Person(String name) ->
                    "private with " + Sanitizer.oneLine(name);
            case dev.klatch.client.Addressee.Room(String name) -> Sanitizer.oneLine(name);
        };
    }

    private String me() {
        var me = directory.me();
        return me == null ? "you" : Sanitizer.oneLine(me.name());
    }

    private String name(PersonId author, String name) {
        String shown = Sanitizer.oneLine(name);
        return directory.isMe(author) ? ink.accent(shown) : ink.person(author, shown);
    }

    private String note(Event event, String said) {
        String[] lines = said.split("\n", -1);
        StringBuilder note = new StringBuilder(head(event, "") + " " + ink.quiet(lines[0]));
        for (int i = 1; i < lines.length; i++) {
            note.append('\n').append(ink.quiet(Prose.BAR)).append(lines[i]);
        }
        return note.toString();
    }

    private String head(Event event, String number) {
        ConversationId conversation = event.conversation();
        ZonedDateTime at = at(event.time());
        String separator = "";
        if (!at.toLocalDate().equals(day)) {
            day = at.toLocalDate();
            separator = ink.quiet("—— " + DAY.format(at) + " ——") + "\n";
        }
        if (directory.isRecorded(conversation) && recorded.add(conversation)) {
            separator +=
                    ink.quiet(
                                    "—— "
                                            + where(conversation)
                                            + ": the operator keeps a copy of this ——")
                            + "\n";
        }
        String where = "[" + where(conversation) + "]";
        boolean secret = directory.isPrivate(conversation);
        String tag = secret ? ink.bold(where) : ink.quiet(where);
        return separator + ink.quiet(TIME.format(at) + number) + " " + tag;
    }

    private String where(ConversationId conversation) {
        String name = Sanitizer.oneLine(directory.nameOf(conversation));
        return directory.isPrivate(conversation) ? "private with " + name : name;
    }

    private ZonedDateTime at(long millis) {
        return Instant.ofEpochMilli(millis).atZone(zone);
    }

    /// Whether a notice is about oneself, and so no news.
    boolean own(Notice notice) {
        return switch (notice) {
            case Notice.Arrived arrived -> directory.isMe(arrived.person());
            case Notice.Departed departed -> directory.isMe(departed.person());
            case Notice.Typing typing -> directory.isMe(typing.person());
            case Notice.RoomMade made -> directory.isIn(made.conversation());
            default -> false;
        };
    }

    /// A notice in words, or null for one that is not shown.
    @Nullable String notice(Notice notice) {
        return switch (notice) {
            case Notice mine when own(mine) -> null;
            case Notice.Arrived arrived -> quiet(arrived.name(), " is here.");
            case Notice.Departed(_, String name, boolean forGood) ->
                    quiet(name, forGood ? " has left." : " is away.");
            case Notice.RoomMade(_, String name) ->
                    quiet("There is a new room: " + name, ". /join " + name + " enters it.");
            case Notice.PresenceChanged changed -> presence(changed);
            case Notice.Reported(long open) when open > 0 ->
                    quiet(Wording.count(open, "report", "reports"), " to look at: /reports");
            case Notice.Closing(String message, _) -> quiet(message, "");
            default -> null;
        };
    }

    /// Who came and went, in one line; null if it is only oneself.
    private @Nullable String presence(Notice.PresenceChanged changed) {
        List<String> all = new ArrayList<>();
        add(all, changed.arrived(), " is here", " are here");
        add(all, changed.departed(), " is away", " are away");
        add(all, changed.left(), " has left", " have left");
        return all.isEmpty() ? null : quiet(String.join(", ", all), ".");
    }

    private void add(List<String> all, List<Person> people, String one, String more) {
        List<String> names =
                people.stream()
                        .filter(person -> !directory.isMe(person.person()))
                        .map(Person::name)
                        .toList();
        if (!names.isEmpty()) {
            all.add(String.join(", ", names) + (names.size() == 1 ? one : more));
        }
    }

    private String quiet(String name, String words) {
        return ink.quiet(Sanitizer.oneLine(name + words));
    }
}
