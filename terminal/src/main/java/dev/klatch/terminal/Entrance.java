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

/// The first screen: offers to enter, to sign up, to log in, to quit, and asks for a name, and for
/// a password where there is an account, until one is in. Belongs to the main thread; what the
/// server says comes from the client's loop through a queue.
final class Entrance {
    private static final char MASK = '*';

    private final URI server;
    private final Directory directory;
    private final Screen screen;
    private final Saver saver;
    private final BlockingQueue<ClientEvent> answers = new LinkedBlockingQueue<>();
    private volatile boolean entered;
    private volatile @Nullable KlatchClient client;
    private @Nullable String invite;

    /// @param invite the code to come in with, null if there is none
    Entrance(URI server, Directory directory, Screen screen, Saver saver, @Nullable String invite) {
        this.saver = saver;
        this.server = server;
        this.directory = directory;
        this.screen = screen;
        this.invite = invite;
    }

    /// The client of who came in, or null if somebody went away at the door.
    ///
    /// @param name the first name to try, null to show the first screen
    /// @param password the first password to try, null to ask for it when it is needed
    @Nullable KlatchClient enter(@Nullable String name, @Nullable String password, Door door)
            throws InterruptedException {
        Visitor next = name == null ? null : new Visitor(name, door);
        try {
            while (true) {
                Visitor who = next == null ? ask(door) : next;
                next = null;
                if (who.door() == Door.QUIT) {
                    return null;
                }
                KlatchClient opened = who.name().isEmpty() ? null : open(who.name());
                client = opened;
                if (opened != null) {
                    if (letIn(opened, who, password)) {
                        LastVisit.keep(settings(who.name()).state(), server, who.name());
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
        NEW_ACCOUNT,
        /// With an account that is there.
        ACCOUNT,
        /// Not at all.
        QUIT
    }

    private record Visitor(String name, Door door) {}

    /// How somebody tries to come in. Not every one can be sent: an invite may be too long for one.
    private sealed interface Attempt {
        record AsGuest(String name) implements Attempt {}

        record WithNewAccount(String name, String password) implements Attempt {}

        record WithAccount(String name, String password) implements Attempt {}
    }

    /// The first screen. A name in the place of a number enters with it at once.
    private Visitor ask(Door door) {
        if (door == Door.NEW_ACCOUNT) {
            return new Visitor(name(), door);
        }
        screen.say("Klatch at " + server);
        screen.say("  1  enter with just a name");
        screen.say("  2  sign up: the name stays yours");
        screen.say("  3  log in");
        screen.say("  4  quit");
        screen.say("  5  use the code of an invite" + (invite == null ? "" : ": " + invite));
        String chosen = screen.reader().answer("Name or number", last());
        return switch (chosen) {
            case "1" -> new Visitor(name(), Door.ANY);
            case "2" -> new Visitor(name(), Door.NEW_ACCOUNT);
            case "3" -> new Visitor(name(), Door.ACCOUNT);
            case "5" -> {
                String code = screen.reader().answer("Code of the invite", "");
                invite = code.isEmpty() ? null : code;
                yield ask(door);
            }
            case "4", "exit", "quit", "<EXIT>" -> new Visitor("", Door.QUIT);
            default -> new Visitor(chosen, Door.ANY);
        };
    }

    private String last() {
        String name = LastVisit.read(settings("").state()).name();
        return name == null ? "" : name;
    }

    private String name() {
        return screen.reader().answer("Name", last());
    }

    private ClientSettings settings(String who) {
        return ClientSettings.of(server, who);
    }

    private @Nullable KlatchClient open(String who) {
        ClientSettings settings = settings(who);
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
        saver.note(event);
        if (entered && event instanceof ClientEvent.SignInRefused) {
            screen.problem("Leave with exit, and come back under another name.");
        }
        KlatchClient caller = client;
        if (event instanceof ClientEvent.CaughtUp && caller != null) {
            new PeopleVerbs(new Desk(caller, directory, screen)).online(null);
            caller.rooms(null).thenAccept(directory::rooms);
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
    private boolean letIn(KlatchClient opened, Visitor who, @Nullable String password)
            throws InterruptedException {
        answers.clear();
        Attempt tried = first(who, password);
        while (true) {
            Attempt now = tried;
            opened.start(() -> signIn(now));
            if (!(answers.take() instanceof ClientEvent.SignInRefused(Refused refused))) {
                entered = true;
                return true;
            }
            Attempt next = afterRefusal(who, refused, tried);
            if (next == null) {
                return false;
            }
            tried = next;
        }
    }

    private SignIn signIn(Attempt attempt) {
        return switch (attempt) {
            case Attempt.AsGuest(String name) -> new SignIn.Guest(name, invite);
            case Attempt.WithNewAccount(String name, String password) ->
                    new SignIn.SignUp(name, password, invite);
            case Attempt.WithAccount(String name, String password) ->
                    new SignIn.WithPassword(name, password);
        };
    }

    private Attempt first(Visitor who, @Nullable String password) {
        return switch (who.door()) {
            case NEW_ACCOUNT ->
                    new Attempt.WithNewAccount(
                            who.name(),
                            password == null
                                    ? secret("A password for " + who.name() + ": ")
                                    : password);
            case ACCOUNT ->
                    new Attempt.WithAccount(
                            who.name(),
                            password == null
                                    ? secret("Password of " + who.name() + ": ")
                                    : password);
            default ->
                    password == null
                            ? new Attempt.AsGuest(who.name())
                            : new Attempt.WithAccount(who.name(), password);
        };
    }

    /// What to try next under the same name; null to ask for another one.
    private @Nullable Attempt afterRefusal(Visitor who, Refused refused, Attempt tried) {
        if (wantsAnotherInvite(refused)) {
            String code = screen.reader().answer("Code of an invite (empty: back)", "");
            invite = code.isEmpty() ? null : code;
            return invite == null ? null : tried;
        }
        if (refused.is(Refusal.NAME_HAS_ACCOUNT) || refused.is(Refusal.WRONG_PASSWORD)) {
            String password = secret("Password of " + who.name() + " (empty: another name): ");
            return password.isEmpty() ? null : new Attempt.WithAccount(who.name(), password);
        }
        if (refused.is(Refusal.PASSWORD_INVALID)) {
            String password =
                    secret("Another password for " + who.name() + " (empty: another name): ");
            if (password.isEmpty()) {
                return null;
            }
            return tried instanceof Attempt.WithAccount
                    ? new Attempt.WithAccount(who.name(), password)
                    : new Attempt.WithNewAccount(who.name(), password);
        }
        return null;
    }

    private static boolean wantsAnotherInvite(Refused refused) {
        return refused.is(Refusal.INVITE_NEEDED)
                || refused.is(Refusal.GUESTS_REFUSED)
                || refused.is(Refusal.INVITE_INVALID)
                || (refused.is(Refusal.OUT_OF_RANGE) && "invite".equals(refused.field()));
    }

    private String secret(String question) {
        return screen.reader().reply(question, MASK);
    }
}
