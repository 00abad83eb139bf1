package dev.klatch.terminal;

import dev.klatch.client.KlatchClient;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.Notice;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.Sanitizer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Who is writing where: told to others while one types, and what others tell, for a few seconds.
/// Every method may be called from any thread.
final class Typing {
    /// How long others are shown as writing after they said so.
    static final long SHOWN_MILLIS = 6_000;

    private static final long AGAIN_NANOS = TimeUnit.SECONDS.toNanos(3);
    private static final int NAMED = 2;
    private static final List<String> WORDS = List.of("exit", "menu", "group ");

    private record Writer(ConversationId where, PersonId who) {}

    private record Since(String name, long nanos) {}

    private final Directory directory;
    private final Map<Writer, Since> writers = new LinkedHashMap<>();
    private long told = System.nanoTime() - AGAIN_NANOS;

    Typing(Directory directory) {
        this.directory = directory;
    }

    /// Somebody says that they are writing; `then` is run when that is over, too.
    synchronized void note(Notice.Typing notice, Runnable then) {
        if (directory.isMe(notice.person())) {
            return;
        }
        Writer writer = new Writer(notice.conversation(), notice.person());
        writers.put(writer, new Since(Sanitizer.oneLine(notice.name()), System.nanoTime()));
        CompletableFuture.delayedExecutor(SHOWN_MILLIS, TimeUnit.MILLISECONDS).execute(then);
    }

    /// What they wrote is here.
    synchronized void arrived(ConversationId where, PersonId who) {
        writers.remove(new Writer(where, who));
    }

    /// Who is writing there, in words; empty if nobody is.
    synchronized String words(@Nullable ConversationId where) {
        long now = System.nanoTime();
        long shown = TimeUnit.MILLISECONDS.toNanos(SHOWN_MILLIS) - 1;
        writers.values().removeIf(since -> now - since.nanos() > shown);
        List<String> names =
                writers.entrySet().stream()
                        .filter(writer -> writer.getKey().where().equals(where))
                        .map(writer -> writer.getValue().name())
                        .toList();
        if (names.isEmpty()) {
            return "";
        }
        if (names.size() > NAMED) {
            return names.size() + " people are writing";
        }
        return String.join(" and ", names) + (names.size() == 1 ? " is writing" : " are writing");
    }

    /// Whether this may yet become `bob: …`, which is for bob alone, or a word that is a command.
    private boolean mayBecomeMore(String typed) {
        Stream<String> places = directory.places().stream().map(directory::nameOf);
        Stream<String> people = directory.present().names().stream();
        return Stream.concat(Stream.concat(places, people).map(name -> name + ": "), WORDS.stream())
                .anyMatch(name -> name.regionMatches(true, 0, typed, 0, typed.length()));
    }

    /// One types this. Others in that conversation are told so, not more than every three seconds;
    /// what is a command, or for somebody else, is nothing to tell.
    void tell(KlatchClient client, String typed) {
        ConversationId place = directory.placeId();
        boolean text = Line.parse(typed) instanceof Line.Say;
        if (place == null || !text || typed.startsWith("!") || mayBecomeMore(typed)) {
            return;
        }
        synchronized (this) {
            if (System.nanoTime() - told < AGAIN_NANOS) {
                return;
            }
            told = System.nanoTime();
        }
        client.typing(place);
    }
}
