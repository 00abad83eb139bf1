package dev.klatch.terminal;

import dev.klatch.client.ClientEvent;
import dev.klatch.client.ClientSettings;
import dev.klatch.client.KlatchClient;
import dev.klatch.client.StateInUseException;
import dev.klatch.protocol.Refusal;
import dev.klatch.protocol.Refused;
import dev.klatch.protocol.SignIn;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jline.reader.EndOfFileException;
import org.jline.reader.UserInterruptException;
import org.jspecify.annotations.Nullable;

/// Asks for a name, and for a password where there is an account, until one is in. Belongs to the
/// main thread; what the server says comes from the client's loop through a queue.
final class Entrance {
    private static final char MASK = '*';

    private final URI server;
    private final Directory directory;
    private final Screen screen;
    private final BlockingQueue<ClientEvent> answers = new LinkedBlockingQueue<>();
    private volatile boolean entered;
    private volatile @Nullable KlatchClient client;

    Entrance(URI server, Directory directory, Screen screen) {
        this.server = server;
        this.directory = directory;
        this.screen = screen;
    }

    /// The client of who came in, or null if somebody went away at the door.
    ///
    /// @param name the first name to try, null to ask for it
    /// @param password the first password to try, null to ask for it when it is needed
    @Nullable KlatchClient enter(@Nullable String name, @Nullable String password, Door door)
            throws InterruptedException {
        String next = name;
        try {
            while (true) {
                String who = next == null ? ask("Name: ") : next;
                next = null;
                KlatchClient opened = who.isEmpty() ? null : open(who);
                client = opened;
                if (opened != null) {
                    if (letIn(opened, who, password, door)) {
                        return opened;
                    }
                    opened.closed().join();
                }
            }
        } catch (UserInterruptException | EndOfFileException wentAway) {
            return null;
        }
    }

    /// How one wants to come in.
    enum Door {
        /// As a guest, or with the account of that name.
        ANY,
        /// With a new account.
        NEW_ACCOUNT
    }

    private @Nullable KlatchClient open(String who) {
        ClientSettings settings = ClientSettings.of(server, who);
        try {
            return KlatchClient.open(settings, this::tell);
        } catch (StateInUseException inUse) {
            screen.problem(String.valueOf(inUse.getMessage()));
        } catch (IOException unusable) {
            screen.problem("The state folder cannot be used: " + settings.state());
        }
        return null;
    }

    private void tell(ClientEvent event) {
        directory.note(event);
        screen.tell(event);
        if (entered && event instanceof ClientEvent.SignInRefused) {
            screen.problem("Leave with exit, and come back under another name.");
        }
        KlatchClient caller = client;
        if (event instanceof ClientEvent.CaughtUp && caller != null) {
            new Actions(caller, directory, screen).people(null);
        }
        switch (event) {
            case ClientEvent.SignInRefused _, ClientEvent.CaughtUp _ -> answers.add(event);
            case ClientEvent.LinkChanged changed
                    when changed.state() == ClientEvent.LinkState.OFFLINE ->
                    answers.add(event);
            default -> {}
        }
    }

    /// True when one is in, or when the server cannot be reached: then one writes for later.
    private boolean letIn(KlatchClient opened, String who, @Nullable String password, Door door)
            throws InterruptedException {
        answers.clear();
        opened.start(first(who, password, door));
        while (true) {
            switch (answers.take()) {
                case ClientEvent.SignInRefused(Refused refused) -> {
                    SignIn next = afterRefusal(who, refused);
                    if (next == null) {
                        return false;
                    }
                    opened.start(next);
                }
                default -> {
                    entered = true;
                    return true;
                }
            }
        }
    }

    private SignIn first(String who, @Nullable String password, Door door) {
        if (door == Door.NEW_ACCOUNT) {
            String chosen = password == null ? secret("A password for " + who + ": ") : password;
            return new SignIn.SignUp(who, chosen);
        }
        return password == null ? new SignIn.Guest(who) : new SignIn.WithPassword(who, password);
    }

    /// What to try next under the same name; null to ask for another one.
    private @Nullable SignIn afterRefusal(String who, Refused refused) {
        if (refused.is(Refusal.NAME_HAS_ACCOUNT) || refused.is(Refusal.WRONG_PASSWORD)) {
            String password = secret("Password of " + who + " (empty: another name): ");
            return password.isEmpty() ? null : new SignIn.WithPassword(who, password);
        }
        if (refused.is(Refusal.PASSWORD_INVALID)) {
            String password = secret("Another password for " + who + " (empty: another name): ");
            return password.isEmpty() ? null : new SignIn.SignUp(who, password);
        }
        return null;
    }

    private String ask(String question) {
        return screen.reader().answer(question, null).strip();
    }

    private String secret(String question) {
        return screen.reader().answer(question, MASK);
    }
}
