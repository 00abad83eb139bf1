package dev.klatch.terminal;

import dev.klatch.client.Addressee;
import dev.klatch.client.Identity;
import dev.klatch.client.KlatchClient;
import dev.klatch.protocol.Role;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jline.reader.EndOfFileException;
import org.jline.reader.UserInterruptException;
import org.jspecify.annotations.Nullable;

/// The conversation on a terminal, after the sign-in: reads lines and does them until one leaves.
/// Belongs to the main thread.
final class InteractiveChat {
    private static final long PATIENCE_SECONDS = 5;
    private static final int NUMBERED = 9;

    private final KlatchClient client;
    private final Directory directory;
    private final Screen screen;
    private final Verbs verbs;
    private String unsure = "";

    InteractiveChat(KlatchClient client, Directory directory, Screen screen, Saver saver) {
        this.client = client;
        this.directory = directory;
        this.screen = screen;
        verbs = new Verbs(new Desk(client, directory, screen));
        screen.converse(client, verbs);
        saver.with(client, screen);
        keys();
    }

    /// Alt and a digit goes to the conversation of that number, Alt+n to what is unread.
    private void keys() {
        for (int i = 1; i <= NUMBERED; i++) {
            int number = i;
            screen.reader().onAlt((char) ('0' + i), () -> moved(verbs.places().goTo(number)));
        }
        screen.reader().onAlt('n', () -> moved(verbs.places().next("")));
    }

    private void moved(CompletableFuture<Boolean> then) {
        screen.retitle();
        screen.reader().refresh();
        then.thenRun(screen.reader()::refresh);
    }

    /// Greets, then reads until one leaves.
    ExitStatus run() {
        greet();
        boolean here = true;
        while (here) {
            try {
                String line = screen.reader().line(unsure);
                here = perform(line);
            } catch (UserInterruptException interrupted) {
                unsure = "";
                screen.say("exit leaves Klatch.");
            } catch (EndOfFileException noMoreInput) {
                here = false;
            }
        }
        return leave();
    }

    private void greet() {
        Identity me = directory.me();
        if (me != null) {
            screen.say("You are " + me.name() + (me.role() == Role.GUEST ? ", a guest." : "."));
        }
        verbs.menu();
        if (directory.connected()) {
            verbs.people()
                    .online(null)
                    .thenAccept(_ -> screen.say(directory.present().here()))
                    .thenCompose(_ -> verbs.reading().missed());
        }
    }

    private boolean perform(String line) {
        boolean again = line.equals(unsure);
        unsure = "";
        switch (Line.parse(line)) {
            case Line.Nothing _ -> {}
            case Line.Leave _ -> {
                return false;
            }
            case Line.Say(String text) -> verbs.talk().say(text);
            case Line.Order order -> {
                wait(verbs.perform(order));
                screen.retitle();
            }
            case Line.Maybe maybe -> {
                if (again) {
                    verbs.talk().say(maybe.whole());
                } else {
                    perhapsPrivate(maybe);
                }
            }
        }
        return true;
    }

    private void perhapsPrivate(Line.Maybe maybe) {
        String name = maybe.receiver();
        boolean known = directory.receiver(name).isPresent();
        if (!known && !Line.couldBeName(name)) {
            verbs.talk().say(maybe.whole());
            return;
        }
        Optional<Addressee> found = wait(verbs.talk().receiver(name));
        if (found == null) {
            unsure = maybe.whole();
            screen.problem("The server did not answer in time. Nothing was sent.");
        } else if (found.isPresent()) {
            client.post(found.get(), maybe.text());
        } else if (Line.isWord(name)) {
            unsure = maybe.whole();
            screen.problem("Nobody is called " + name + ". Enter again sends it to everyone.");
        } else {
            verbs.talk().say(maybe.whole());
        }
    }

    /// What it brings; null if it is not there in time.
    private static <T> @Nullable T wait(CompletableFuture<T> answer) {
        return answer.<@Nullable T>thenApply(value -> value)
                .completeOnTimeout(null, PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    /// A guest with nothing left to send goes for good, and the name is free. Otherwise who one is
    /// stays on this machine, for the next time.
    private ExitStatus leave() {
        screen.deaf();
        List<?> unsettled = client.unsettled().join();
        var me = directory.me();
        boolean moving =
                !client.parcels().underWay().isEmpty() || !client.downloads().underWay().isEmpty();
        if (unsettled.isEmpty() && !moving && me != null && me.role() == Role.GUEST) {
            wait(client.signOut());
        } else {
            client.closed().join();
        }
        screen.title("");
        if (moving) {
            screen.say("Files that are on their way go on next time.");
        }
        if (unsettled.isEmpty() && client.parcels().underWay().isEmpty()) {
            return ExitStatus.ALL_SENT;
        }
        screen.say("What was not sent is kept, and is sent next time.");
        return ExitStatus.UNREACHABLE;
    }
}
