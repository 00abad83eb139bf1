package dev.klatch.terminal;

import dev.klatch.client.OutboxEntry;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.Event;
import dev.klatch.protocol.Notice;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.Sanitizer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
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
    private @Nullable LocalDate day;

    EventText(Directory directory, Ink ink, ZoneId zone) {
        this.directory = directory;
        this.ink = ink;
        this.zone = zone;
        prose = new Prose(ink, directory);
    }

    /// The event, with a line for the day before it where that is another than the one before.
    synchronized String line(Event event) {
        return switch (event) {
            case Event.Posted posted ->
                    head(posted)
                            + " "
                            + Prose.apart(
                                    name(posted.author(), posted.name()),
                                    prose.shown(posted.text()));
            case Event.Created created ->
                    note(created.time(), created.conversation(), made(created));
            case Event.Joined joined ->
                    note(
                            joined.time(),
                            joined.conversation(),
                            Sanitizer.oneLine(joined.name()) + " joined");
            case Event.Left left ->
                    note(
                            left.time(),
                            left.conversation(),
                            Sanitizer.oneLine(left.name()) + " left");
            default ->
                    note(
                            event.time(),
                            event.conversation(),
                            "something that this version of Klatch cannot show");
        };
    }

    private String made(Event.Created created) {
        String who = Sanitizer.oneLine(created.name());
        return directory.isPrivate(created.conversation())
                ? who + " began this conversation"
                : who + " made this room";
    }

    /// An own message that has no place yet, with its state in words.
    String pending(OutboxEntry entry, String state) {
        String where = ink.quiet("[" + where(entry) + "]");
        String time = ink.quiet(TIME.format(at(entry.written())));
        String words = Prose.apart(ink.accent(me()), prose.shown(entry.text()));
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

    private String note(long time, ConversationId conversation, String words) {
        return head(time, "", conversation) + " " + ink.quiet(words);
    }

    private String head(Event.Posted posted) {
        return head(posted.time(), " #" + posted.seq(), posted.conversation());
    }

    private String head(long time, String number, ConversationId conversation) {
        ZonedDateTime at = at(time);
        String separator = "";
        if (!at.toLocalDate().equals(day)) {
            day = at.toLocalDate();
            separator = ink.quiet("—— " + DAY.format(at) + " ——") + "\n";
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
            case Notice.Closing(String message, _) -> quiet(message, "");
            default -> null;
        };
    }

    private String quiet(String name, String words) {
        return ink.quiet(Sanitizer.oneLine(name + words));
    }
}
