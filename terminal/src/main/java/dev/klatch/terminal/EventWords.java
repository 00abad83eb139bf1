package dev.klatch.terminal;

import dev.klatch.protocol.Access;
import dev.klatch.protocol.CallEnd;
import dev.klatch.protocol.CallMedia;
import dev.klatch.protocol.ConversationType;
import dev.klatch.protocol.Event;
import dev.klatch.protocol.GameAction;
import dev.klatch.protocol.Newcomers;
import dev.klatch.protocol.Person;
import dev.klatch.protocol.Sanitizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What happened in a conversation beside messages, in words. Every name and text of others goes
/// through [Sanitizer] here.
final class EventWords {
    private static final int QUOTED = 32;

    private final Directory directory;

    EventWords(Directory directory) {
        this.directory = directory;
    }

    /// One or more lines; the first begins with who did it.
    String of(Event event) {
        return switch (event) {
            case Event.Created created -> made(created);
            case Event.Joined joined -> name(joined.name()) + " joined";
            case Event.Left left -> name(left.name()) + " left";
            case Event.Deleted deleted -> name(deleted.name()) + " erased " + which(deleted);
            case Event.Reacted reacted -> reacted(reacted);
            case Event.Pinned pinned ->
                    name(pinned.name())
                            + (pinned.on() ? " pinned " : " took the pin out of ")
                            + message(pinned, pinned.target());
            case Event.Played played -> played(played);
            case Event.Called called -> called(called);
            case Event.Changed changed -> name(changed.name()) + changed(changed);
            case Event.Closed _ -> "this group is closed: only one was left in it";
            case Event.Invited invited ->
                    name(invited.name()) + " brought in " + names(invited.people());
            case Event.Removed removed ->
                    name(removed.name())
                            + " took "
                            + name(removed.who())
                            + (removed.banned() ? " out for good" : " out");
            case Event.Banned banned ->
                    name(banned.name())
                            + (banned.on() ? " keeps " : " lets ")
                            + name(banned.who())
                            + (banned.on() ? " out" : " come again");
            case Event.Muted muted -> muted(muted);
            case Event.Promoted promoted ->
                    name(promoted.name())
                            + " made "
                            + name(promoted.who())
                            + " "
                            + Wording.word(promoted.standing());
            case Event.Posted _, Event.Edited _, Event.Opaque _ ->
                    "something that this version of Klatch cannot show";
        };
    }

    /// What an answer answers: `bob #41 “hello every…”`.
    String message(Event where, long seq) {
        Optional<Recent.Message> known = directory.recent().message(where.conversation(), seq);
        return known.map(message ->
                        name(message.name())
                                + "’s #"
                                + seq
                                + " “"
                                + Prose.beginning(message.text(), QUOTED)
                                + "”")
                .orElse("#" + seq);
    }

    private static String name(String name) {
        return Sanitizer.oneLine(name);
    }

    private static String names(List<Person> people) {
        return String.join(", ", people.stream().map(person -> name(person.name())).toList());
    }

    private String made(Event.Created created) {
        String who = name(created.name());
        if (created.type() == ConversationType.DIRECT) {
            return who + " began this conversation";
        }
        List<Person> people = created.people();
        if (created.type() == ConversationType.GROUP) {
            String with = people == null ? "" : " with " + names(others(created, people));
            return who + " made the group " + name(created.title()) + with;
        }
        return who + " made this room";
    }

    private static List<Person> others(Event.Created created, List<Person> people) {
        return people.stream().filter(person -> !person.person().equals(created.author())).toList();
    }

    private String which(Event.Deleted deleted) {
        return message(deleted, deleted.target());
    }

    private String reacted(Event.Reacted reacted) {
        String reaction = Sanitizer.oneLine(reacted.reaction());
        String where = message(reacted, reacted.target());
        return reacted.on()
                ? name(reacted.name()) + " put " + reaction + " under " + where
                : name(reacted.name()) + " took " + reaction + " away from " + where;
    }

    private static String muted(Event.Muted muted) {
        String who = name(muted.name());
        return muted.until() == 0
                ? who + " lets " + name(muted.who()) + " write again"
                : who + " muted " + name(muted.who()) + " until " + Wording.time(muted.until());
    }

    private static String changed(Event.Changed changed) {
        List<String> all = new ArrayList<>();
        if (changed.title() != null) {
            all.add("renamed it to " + name(changed.title()));
        }
        if (changed.topic() != null) {
            String topic = Sanitizer.oneLine(changed.topic());
            all.add(topic.isEmpty() ? "took the topic away" : "set the topic: " + topic);
        }
        if (changed.description() != null) {
            all.add("described it anew");
        }
        if (changed.access() != null) {
            boolean open = changed.access() == Access.PUBLIC;
            all.add(open ? "made it public" : "made it private");
        }
        if (changed.newcomers() != null) {
            boolean whole = changed.newcomers() == Newcomers.ALL;
            all.add("lets newcomers read " + (whole ? "all" : "from their joining on"));
        }
        if (changed.announcement() != null) {
            all.add(
                    changed.announcement()
                            ? "lets only owners and moderators write"
                            : "lets all write");
        }
        if (changed.slowSeconds() != null) {
            long seconds = changed.slowSeconds();
            all.add(
                    seconds == 0
                            ? "ended the slow mode"
                            : "lets each write every "
                                    + Wording.count(seconds, "second", "seconds"));
        }
        if (changed.archived() != null) {
            all.add(changed.archived() ? "archived it: it is read only" : "opened it again");
        }
        return " " + (all.isEmpty() ? "changed it" : String.join(", ", all));
    }

    private String played(Event.Played played) {
        String who = name(played.name());
        if (played.action() == GameAction.CHALLENGE || played.action() == GameAction.REMATCH) {
            String asks = " asks for a game of tic-tac-toe";
            boolean mine = directory.isMe(played.author());
            return who + asks + (mine ? "" : ": /ttt yes or /ttt no");
        }
        if (played.action() == GameAction.DECLINE) {
            return who + " does not want to play";
        }
        String board = String.join("\n", Games.board(played));
        return who + step(played) + "\n" + board + "\n" + turn(played);
    }

    private String called(Event.Called called) {
        String who = name(called.name());
        CallEnd why = called.why();
        if (why == null) {
            boolean seen = called.media() == CallMedia.VIDEO;
            return who + " started a " + (seen ? "video call" : "call");
        }
        return switch (why) {
            case HUNG_UP -> who + " hung up" + lasted(called.lasted());
            case DECLINED -> who + " declined the call";
            case MISSED -> who + " called, and nobody answered";
            case BUSY -> who + " called somebody who is in another call";
            case CANCELLED -> who + " called and hung up";
            case INTERRUPTED -> who + " was lost, and the call is over" + lasted(called.lasted());
            case OTHER -> who + " ended the call";
        };
    }

    private static String lasted(@Nullable Long millis) {
        if (millis == null) {
            return "";
        }
        long seconds = millis / 1_000;
        return " after "
                + (seconds < 60
                        ? Wording.count(seconds, "second", "seconds")
                        : Wording.count(seconds / 60, "minute", "minutes"));
    }

    private static String step(Event.Played played) {
        return switch (played.action()) {
            case ACCEPT -> " plays: X begins";
            case MOVE -> " takes square " + played.square();
            case RESIGN -> " gives up";
            default -> " plays";
        };
    }

    private String turn(Event.Played played) {
        if (played.over()) {
            if (played.winner() == null) {
                return "Nobody won. /ttt again asks for another one.";
            }
            return directory.isMe(played.winner())
                    ? "You won. /ttt again asks for another one."
                    : "You lost. /ttt again asks for another one.";
        }
        String mark = directory.isMe(played.cross()) ? "X" : "O";
        boolean mine = played.next() != null && directory.isMe(played.next());
        return mine ? "Your turn, you are " + mark + ": /ttt 1 to 9" : "You are " + mark + ".";
    }
}
