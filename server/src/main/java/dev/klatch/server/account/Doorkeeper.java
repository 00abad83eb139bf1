package dev.klatch.server.account;

import dev.klatch.core.Request;
import dev.klatch.core.Requests;
import dev.klatch.core.journal.Archive;
import dev.klatch.core.journal.JournalFailure;
import dev.klatch.core.journal.StoredPerson;
import dev.klatch.core.journal.TokenHash;
import dev.klatch.core.person.NameRules;
import dev.klatch.protocol.Limits;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.Refusal;
import dev.klatch.protocol.Refused;
import dev.klatch.protocol.SignIn;
import dev.klatch.server.session.Readers;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Lets people in and out. Passwords are hashed on two threads of their own with a short queue
/// before them, so that a flood of sign-ins is told `busy` and slows nobody who is in. Safe to call
/// from any thread; the futures complete on other threads.
public final class Doorkeeper implements AutoCloseable {
    private static final int HASHING_THREADS = 2;
    private static final int HASHING_WAITING = 64;
    private static final int TOKEN_BYTES = 32;

    private final SecureRandom random = new SecureRandom();
    private final Passwords passwords = new Passwords();
    private final Tries tries = new Tries();
    private final ThreadPoolExecutor hashing;
    private final Requests requests;
    private final Readers readers;
    private final Archive archive;

    public Doorkeeper(Requests requests, Readers readers, Archive archive) {
        this.requests = requests;
        this.readers = readers;
        this.archive = archive;
        this.hashing =
                new ThreadPoolExecutor(
                        HASHING_THREADS,
                        HASHING_THREADS,
                        10,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(HASHING_WAITING),
                        task ->
                                Thread.ofPlatform()
                                        .name("klatch-hashing")
                                        .daemon()
                                        .unstarted(task));
        hashing.allowCoreThreadTimeOut(true);
    }

    /// What became of a sign-in.
    public sealed interface Result {
        /// Come in; this token is the key, shown once.
        record Admitted(StoredPerson person, String token) implements Result {
            @Override
            public String toString() {
                return "Admitted[" + person + "]";
            }
        }

        /// Not so.
        record Denied(Refused refused) implements Result {}
    }

    /// Tries to come in.
    public CompletableFuture<Result> enter(SignIn signIn) {
        CompletableFuture<Result> result = new CompletableFuture<>();
        switch (signIn) {
            case SignIn.Guest guest ->
                    admit(
                            result,
                            (token, reply) -> new Request.EnterGuest(guest.name(), token, reply));
            case SignIn.SignUp signUp -> {
                int length = signUp.password().codePointCount(0, signUp.password().length());
                if (length < Limits.PASSWORD_CHARACTERS_LEAST) {
                    deny(result, tooShort());
                } else {
                    onHashingThread(result, () -> signUp(result, signUp));
                }
            }
            case SignIn.WithPassword withPassword -> tryPassword(result, withPassword);
        }
        return result;
    }

    private static Refused tooShort() {
        String words =
                "A password has at least " + Limits.PASSWORD_CHARACTERS_LEAST + " characters.";
        return Refused.of(0, Refusal.PASSWORD_INVALID, words)
                .about("password", (long) Limits.PASSWORD_CHARACTERS_LEAST);
    }

    private void signUp(CompletableFuture<Result> result, SignIn.SignUp signUp) {
        String hash = passwords.hash(signUp.password());
        admit(result, (token, reply) -> new Request.SignUp(signUp.name(), hash, token, reply));
    }

    /// Names that nobody has are counted as well: what is answered must not tell them apart.
    private void tryPassword(CompletableFuture<Result> result, SignIn.WithPassword signIn) {
        String name = NameRules.clean(signIn.name());
        String key = NameRules.key(name == null ? signIn.name() : name);
        long wait = tries.take(key, System.nanoTime() / 1_000_000);
        if (wait > 0) {
            deny(result, Refused.of(0, Refusal.SLOW_DOWN).after(wait));
        } else {
            onHashingThread(result, () -> signIn(result, key, signIn));
        }
    }

    private void signIn(CompletableFuture<Result> result, String key, SignIn.WithPassword signIn) {
        StoredPerson known = archive.personNamed(key);
        String hash =
                known == null || known.closed() || known.passwordHash() == null
                        ? Passwords.NOBODY
                        : known.passwordHash();
        boolean fits = passwords.fits(signIn.password(), hash);
        if (!fits || known == null) {
            deny(result, Refused.of(0, Refusal.WRONG_PASSWORD));
            return;
        }
        tries.clear(key);
        admit(result, (token, reply) -> new Request.OpenSession(known.id(), token, reply));
    }

    private interface Asking {
        Request with(TokenHash token, java.util.function.Consumer<Request.Entry> reply);
    }

    private void admit(CompletableFuture<Result> result, Asking asking) {
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        Request request =
                asking.with(
                        TokenHash.of(token),
                        entry -> {
                            switch (entry) {
                                case Request.Entry.Opened(var person) ->
                                        result.complete(new Result.Admitted(person, token));
                                case Request.Entry.Denied(var refused) -> deny(result, refused);
                            }
                        });
        Refusal no = requests.offer(request);
        if (no != null) {
            deny(result, Refused.of(0, no).after(1_000));
        }
    }

    private static void deny(CompletableFuture<Result> result, Refused refused) {
        result.complete(new Result.Denied(refused));
    }

    private void onHashingThread(CompletableFuture<Result> result, Runnable task) {
        try {
            hashing.execute(() -> {
                try {
                    task.run();
                } catch (JournalFailure failure) {
                    deny(result, Refused.of(0, failure.refusal()).after(1_000));
                }
            });
        } catch (RejectedExecutionException full) {
            deny(result, Refused.of(0, Refusal.BUSY).after(1_000));
        }
    }

    /// Whose token this is; empty if nobody's.
    public CompletableFuture<Optional<StoredPerson>> personOf(String token) {
        CompletableFuture<Optional<StoredPerson>> result = new CompletableFuture<>();
        boolean taken =
                readers.offer(() -> {
                    try {
                        TokenHash hash = TokenHash.of(token);
                        result.complete(Optional.ofNullable(archive.personOfSession(hash)));
                    } catch (RuntimeException failure) {
                        result.completeExceptionally(failure);
                    }
                });
        if (!taken) {
            result.completeExceptionally(
                    new JournalFailure(Refusal.BUSY, "too many wait for a reader", null));
        }
        return result;
    }

    /// Ends the session of this token. A guest leaves for good. Empty when it is done, else why
    /// not.
    public CompletableFuture<Optional<Refused>> signOut(PersonId person, String token) {
        CompletableFuture<Optional<Refused>> done = new CompletableFuture<>();
        requests.put(new Request.EndSession(person, TokenHash.of(token), done::complete));
        return done;
    }

    /// Lets nobody in any more.
    @Override
    public void close() {
        hashing.shutdownNow();
    }
}
