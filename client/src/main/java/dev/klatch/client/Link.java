package dev.klatch.client;

import dev.klatch.client.ClientEvent.LinkState;
import dev.klatch.protocol.AccountOrder;
import dev.klatch.protocol.CloseCode;
import dev.klatch.protocol.Event;
import dev.klatch.protocol.Notice;
import dev.klatch.protocol.Refusal;
import dev.klatch.protocol.Refused;
import dev.klatch.protocol.Role;
import dev.klatch.protocol.SessionOpened;
import dev.klatch.protocol.SignIn;
import java.io.IOException;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Keeps one client connected: signs in when nobody is known or the token is worth nothing, opens a
/// connection, and opens the next one when it ends and the reason allows it. Belongs to the loop.
final class Link implements Connection.Owner {
    private static final String KEPT = " What you write is kept and sent when we are back.";

    /// What the link tells its client.
    interface Owner {
        void tell(ClientEvent event);

        void welcomed(Connection connection, Notice.Welcome welcome);

        void happened(Event event);

        void noticed(Notice notice);

        void disconnected();
    }

    private final Loop loop;
    private final Network network;
    private final StateFolder folder;
    private final Backoff backoff;
    private final Owner owner;
    private LinkState state = LinkState.STOPPED;
    private @Nullable SignIn credentials;
    private @Nullable Identity identity;
    private @Nullable Connection connection;
    private Loop.@Nullable Timer retry;
    private @Nullable Runnable whenClosed;
    private boolean signInUncertain;
    private boolean tokenRefused;
    private long comeBackAfter;

    Link(Loop loop, Network network, StateFolder folder, Backoff backoff, Owner owner) {
        this.loop = loop;
        this.network = network;
        this.folder = folder;
        this.backoff = backoff;
        this.owner = owner;
    }

    /// Who one is, null while that is not known.
    @Nullable Identity identity() {
        return identity;
    }

    /// Reads who one was last time. Before [#start].
    void remember() throws IOException {
        identity = folder.identity();
    }

    /// Goes and stays connected; no effect while it is doing so.
    void start(@Nullable SignIn with) {
        if (state != LinkState.STOPPED) {
            return;
        }
        credentials = with;
        signInUncertain = false;
        Identity known = identity;
        boolean otherWay = with != null && !(with instanceof SignIn.Guest);
        if (known == null || (otherWay && known.role() == Role.GUEST)) {
            signIn();
        } else {
            owner.tell(new ClientEvent.SignedIn(known));
            connect(known);
        }
    }

    /// Does not even go, for this reason; no effect while it is connected or trying.
    void refuse(Refused refused) {
        if (state == LinkState.STOPPED) {
            refused(refused);
        }
    }

    /// The same with a session that is there already.
    void start(SessionOpened session) {
        if (state == LinkState.STOPPED) {
            credentials = null;
            opened(session);
        }
    }

    private void signIn() {
        SignIn with = credentials;
        if (with == null) {
            refused(Refused.of(0, Refusal.NOT_SIGNED_IN));
            return;
        }
        change(LinkState.SIGNING_IN, "Signing in as " + with.name() + ".", 0);
        network.signIn(with, result -> answered(with, result));
    }

    private void answered(SignIn with, Network.SignInResult result) {
        if (state != LinkState.SIGNING_IN) {
            return;
        }
        switch (result) {
            case Network.SignInResult.Opened(SessionOpened session) -> opened(session);
            case Network.SignInResult.Denied(Refused refused) -> denied(with, refused);
            case Network.SignInResult.Unreachable(String words) -> {
                signInUncertain = true;
                offline(words + KEPT, 0);
            }
        }
    }

    private void opened(SessionOpened session) {
        String token = session.token();
        if (token == null) {
            stop("The server lets browsers in, and not this client.");
            return;
        }
        Identity known =
                new Identity(session.person(), session.name(), session.role(), token, null);
        if (credentials instanceof SignIn.SignUp(String name, String password, var _)) {
            credentials = new SignIn.WithPassword(name, password);
        }
        if (keep(known)) {
            owner.tell(new ClientEvent.SignedIn(known));
            connect(known);
        }
    }

    private boolean keep(Identity known) {
        identity = known;
        try {
            folder.keep(known);
            return true;
        } catch (IOException full) {
            stop("Who you are could not be kept on this machine's disk.");
            return false;
        }
    }

    private void denied(SignIn with, Refused refused) {
        if (refused.retry()) {
            Long wait = refused.retryAfter();
            offline(refused.message(), wait == null ? 1_000 : wait);
        } else if (signInUncertain
                && refused.is(Refusal.NAME_HAS_ACCOUNT)
                && with instanceof SignIn.SignUp(String name, String password, var _)) {
            // The try before may have made the account although its answer was lost.
            credentials = new SignIn.WithPassword(name, password);
            signIn();
        } else {
            refused(refused);
        }
    }

    private void refused(Refused refused) {
        state = LinkState.STOPPED;
        owner.tell(new ClientEvent.SignInRefused(refused));
        change(LinkState.STOPPED, refused.message(), 0);
    }

    private void connect(Identity known) {
        change(LinkState.CONNECTING, "Connecting as " + known.name() + ".", 0);
        comeBackAfter = 0;
        Connection fresh = new Connection(loop, this);
        connection = fresh;
        network.connect(known.token(), fresh);
    }

    @Override
    public void welcomed(Notice.Welcome welcome) {
        Connection open = Objects.requireNonNull(connection);
        Identity known = Objects.requireNonNull(identity);
        tokenRefused = false;
        if (!welcome.epoch().equals(known.epoch()) && !keep(known.under(welcome.epoch()))) {
            return;
        }
        change(LinkState.ONLINE, "Connected to " + welcome.server() + ".", 0);
        owner.welcomed(open, welcome);
    }

    /// The connection has proven good: the next wait may be short again.
    void settled() {
        backoff.reset();
    }

    @Override
    public void happened(Event event) {
        owner.happened(event);
    }

    @Override
    public void noticed(Notice notice) {
        if (notice instanceof Notice.Closing(_, Long retryAfter) && retryAfter != null) {
            comeBackAfter = retryAfter;
        }
        owner.noticed(notice);
    }

    @Override
    public void ended(Connection ended, Network.End end) {
        if (ended != connection) {
            return;
        }
        connection = null;
        owner.disconnected();
        Runnable closed = whenClosed;
        if (closed != null) {
            closed.run();
        } else if (state != LinkState.STOPPED) {
            decide(end);
        }
    }

    private void decide(Network.End end) {
        if (end.status() == 401 || end.code() == CloseCode.SIGNED_OUT.number()) {
            tokenRefused(end);
        } else if ((end.status() == 0 && CloseCode.reconnects(end.code()))
                || end.status() == 429
                || end.status() >= 500) {
            offline(end.words() + KEPT, comeBackAfter);
        } else {
            stop(end.words());
        }
    }

    /// The token is worth nothing any more: a guest who was away too long, or somebody signed out.
    private void tokenRefused(Network.End end) {
        identity = null;
        try {
            folder.forget();
        } catch (IOException undeletable) {
            stop("Who you were could not be forgotten on this machine's disk.");
            return;
        }
        if (tokenRefused || end.status() == 0) {
            stop(end.words());
        } else {
            tokenRefused = true;
            signIn();
        }
    }

    private void offline(String words, long atLeast) {
        long wait = backoff.next(atLeast);
        change(LinkState.OFFLINE, words, wait);
        retry = loop.after(wait, this::again);
    }

    /// Does not wait for the next try.
    void again() {
        if (state != LinkState.OFFLINE) {
            return;
        }
        if (retry != null) {
            retry.cancel();
        }
        Identity known = identity;
        if (known == null) {
            signIn();
        } else {
            connect(known);
        }
    }

    private void stop(String words) {
        change(LinkState.STOPPED, words, 0);
        Connection open = connection;
        if (open != null) {
            open.close();
        }
    }

    /// Says goodbye; `then` runs when that is said, or at once if there is nobody to say it to.
    void close(Runnable then) {
        state = LinkState.STOPPED;
        if (retry != null) {
            retry.cancel();
        }
        Connection open = connection;
        if (open == null) {
            then.run();
        } else {
            whenClosed = then;
            open.close();
        }
    }

    /// Goes for good: the token is worth nothing afterwards, and a guest's name is free. `then`
    /// runs in any case.
    void signOut(Runnable then) {
        Identity known = identity;
        state = LinkState.STOPPED;
        if (known == null) {
            close(then);
        } else {
            network.signOut(known.token(), heard -> signedOut(heard, then));
        }
    }

    /// What takes the password once more.
    void order(AccountOrder order, Consumer<Reply> then) {
        Identity known = identity;
        if (known == null) {
            then.accept(new Reply.Lost("Nobody is signed in."));
        } else {
            network.order(known.token(), order, then);
        }
    }

    private void signedOut(boolean heard, Runnable then) {
        if (heard) {
            identity = null;
            try {
                folder.forget();
            } catch (IOException undeletable) {
                // The token in it is worth nothing; the next start finds that out.
            }
        }
        close(then);
    }

    private void change(LinkState to, String words, long retryMillis) {
        state = to;
        owner.tell(new ClientEvent.LinkChanged(to, words, retryMillis));
    }
}
