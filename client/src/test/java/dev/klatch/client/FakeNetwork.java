package dev.klatch.client;

import dev.klatch.protocol.AccountOrder;
import dev.klatch.protocol.Person;
import dev.klatch.protocol.SignIn;
import java.util.function.Consumer;

/// The way to a [FakeServer]: every step takes a millisecond of its loop.
final class FakeNetwork implements Network {
    private static final long STEP_MILLIS = 1;

    private final FakeServer server;
    private final Loop loop;

    FakeNetwork(FakeServer server, Loop loop) {
        this.server = server;
        this.loop = loop;
    }

    @Override
    public void signIn(SignIn request, Consumer<SignInResult> then) {
        boolean reachable = server.reachable;
        server.loop.after(
                STEP_MILLIS,
                () -> {
                    SignInResult result =
                            reachable
                                    ? server.signIn(request)
                                    : new SignInResult.Unreachable("Nothing answers.");
                    loop.execute(() -> then.accept(result));
                });
    }

    @Override
    public void signOut(String token, Consumer<Boolean> then) {
        boolean heard = server.reachable;
        server.loop.after(
                STEP_MILLIS,
                () -> {
                    if (heard) {
                        server.tokens.remove(token);
                    }
                    loop.execute(() -> then.accept(heard));
                });
    }

    @Override
    public void order(String token, AccountOrder order, Consumer<Reply> then) {
        loop.execute(() -> then.accept(new Reply.Lost("Nobody has a password here.")));
    }

    @Override
    public FileWire files() {
        return server.files;
    }

    @Override
    public void connect(String token, Listener listener) {
        boolean reachable = server.reachable;
        server.loop.after(
                STEP_MILLIS,
                () -> {
                    Person person = server.tokens.get(token);
                    if (!reachable) {
                        ended(listener, new End(1006, 0, "Nothing answers."));
                    } else if (person == null) {
                        ended(listener, new End(1006, 401, "The sign-in is not known."));
                    } else {
                        new FakeConnection(server, loop, person, listener).open();
                    }
                });
    }

    private void ended(Listener listener, End end) {
        loop.execute(() -> listener.ended(end));
    }
}
