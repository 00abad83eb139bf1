package dev.klatch.server.account;

import dev.klatch.core.Request;
import dev.klatch.core.Requests;
import dev.klatch.core.journal.Archive;
import dev.klatch.core.journal.Entrance;
import dev.klatch.core.journal.JournalFailure;
import dev.klatch.core.journal.StoredPerson;
import dev.klatch.core.journal.TokenHash;
import dev.klatch.core.person.NameRules;
import dev.klatch.protocol.AccountOrder;
import dev.klatch.protocol.ChangePassword;
import dev.klatch.protocol.DeleteAccount;
import dev.klatch.protocol.Door;
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
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Lets people in and out. Passwords are hashed on two threads of their own with a short queue
/// before them, so that a flood of sign-ins is told `busy` and slows nobody who is in. Safe to call
/// from any thread; the futures complete on other threads.
public final class Doorkeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Doorkeeper.class);
    private static final int HASHING_THREADS = 2;
    private static final int HASHING_WAITING = 64;
    private static final int TOKEN_BYTES = 32;

    private final SecureRandom random = new SecureRandom();
    private final Passwords passwords = new Passwords();
    private final Throttle throttle = new Throttle();
    private final ThreadPoolExecutor hashing;
    private final Requests requests;
    private final Readers readers;
    private final Archive archive;
    private final Erasing erasing;

    public Doorkeeper(Requests requests, Readers readers, Archive archive) {
        this.erasing = new Erasing(requests, readers, archive);
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

    /// Tries to come in. Where others can read along only guests do: whoever sends a password there
    /// is told at once, and nothing is made of it.
    public CompletableFuture<Result> enter(SignIn signIn, Visitor visitor) {
        CompletableFuture<Result> result = new CompletableFuture<>();
        switch (signIn) {
            case SignIn.SignUp _, SignIn.WithPassword _ when visitor.door() == Door.BASIC ->
                    deny(result, Refused.of(0, Refusal.SECURE_ONLY));
            case SignIn.Guest guest -> {
                if (mayShow(result, guest.invite(), visitor)) {
                    admit(
                            result,
                            visitor,
                            guest.invite(),
                            (ticket, reply) -> new Request.EnterGuest(guest.name(), ticket, reply));
                }
            }
            case SignIn.SignUp signUp -> {
                if (isShort(signUp.password())) {
                    deny(result, tooShort("password"));
                } else if (mayShow(result, signUp.invite(), visitor)) {
                    onHashingThread(result, () -> signUp(result, signUp, visitor));
                }
            }
            case SignIn.WithPassword withPassword -> tryPassword(result, withPassword, visitor);
        }
        return result;
    }

    private static boolean isShort(String password) {
        return password.codePointCount(0, password.length()) < Limits.PASSWORD_CHARACTERS_LEAST;
    }

    /// Whether this address may try one more invite; if not, says so.
    private boolean mayShow(
            CompletableFuture<Result> result, @Nullable String invite, Visitor visitor) {
        long wait = invite == null ? 0 : throttle.invite(visitor.from(), steadyMillis());
        if (wait > 0) {
            deny(result, Refused.of(0, Refusal.SLOW_DOWN).after(wait));
        }
        return wait == 0;
    }

    private static long steadyMillis() {
        return System.nanoTime() / 1_000_000;
    }

    private static Refused tooShort(String field) {
        String words =
                "A password has at least " + Limits.PASSWORD_CHARACTERS_LEAST + " characters.";
        return Refused.of(0, Refusal.PASSWORD_INVALID, words)
                .about(field, (long) Limits.PASSWORD_CHARACTERS_LEAST);
    }

    private void signUp(CompletableFuture<Result> result, SignIn.SignUp signUp, Visitor visitor) {
        String hash = passwords.hash(signUp.password());
        admit(
                result,
                visitor,
                signUp.invite(),
                (ticket, reply) -> new Request.SignUp(signUp.name(), hash, ticket, reply));
    }

    /// Names that nobody has are counted as well: what is answered must not tell them apart.
    private void tryPassword(
            CompletableFuture<Result> result, SignIn.WithPassword signIn, Visitor visitor) {
        String name = NameRules.clean(signIn.name());
        String key = NameRules.key(name == null ? signIn.name() : name);
        long wait = throttle.password(key, visitor.from(), steadyMillis());
        if (wait > 0) {
            deny(result, Refused.of(0, Refusal.SLOW_DOWN).after(wait));
        } else {
            onHashingThread(result, () -> signIn(result, key, signIn, visitor));
        }
    }

    private void signIn(
            CompletableFuture<Result> result,
            String key,
            SignIn.WithPassword signIn,
            Visitor visitor) {
        StoredPerson known = archive.personNamed(key);
        String kept = known == null || known.closed() ? null : known.passwordHash();
        String hash = kept == null ? Passwords.NOBODY : kept;
        boolean fits = passwords.fits(signIn.password(), hash);
        if (!fits || known == null) {
            deny(result, Refused.of(0, Refusal.WRONG_PASSWORD));
            return;
        }
        throttle.right(key, visitor.from());
        admit(
                result,
                visitor,
                null,
                (ticket, reply) -> new Request.OpenSession(known.id(), hash, ticket, reply));
    }

    private interface Asking {
        Request with(Request.Ticket ticket, Consumer<Request.Entry> reply);
    }

    private void admit(
            CompletableFuture<Result> result,
            Visitor visitor,
            @Nullable String invite,
            Asking asking) {
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        Request.Ticket ticket = new Request.Ticket(TokenHash.of(token), visitor.device(), invite);
        Request request =
                asking.with(
                        ticket,
                        entry -> {
                            switch (entry) {
                                case Request.Entry.Opened(var person) -> {
                                    if (invite != null) {
                                        throttle.goodInvite(visitor.from());
                                    }
                                    result.complete(new Result.Admitted(person, token));
                                }
                                case Request.Entry.Denied(var refused) -> {
                                    if (invite != null && !refused.is(Refusal.INVITE_INVALID)) {
                                        throttle.goodInvite(visitor.from());
                                    }
                                    deny(result, refused);
                                }
                            }
                        });
        Refusal no = requests.offer(request);
        if (no != null) {
            deny(result, Refused.of(0, no).after(1_000));
        }
    }

    /// Puts another password in the place of the current one, which is tried as at a sign-in. All
    /// other sessions end. Empty when it is done, else why not.
    public CompletableFuture<Optional<Refused>> changePassword(
            StoredPerson person, String token, ChangePassword order, Visitor visitor) {
        CompletableFuture<Optional<Refused>> done = new CompletableFuture<>();
        if (isShort(order.another())) {
            done.complete(Optional.of(tooShort("new")));
            return done;
        }
        checkPassword(
                person,
                order,
                visitor,
                done,
                hash -> {
                    String another = passwords.hash(order.another());
                    TokenHash session = TokenHash.of(token);
                    return new Request.ChangePassword(
                            person.id(), session, hash, another, done::complete);
                });
        return done;
    }

    /// Closes an account for ever; the password is tried as at a sign-in. Empty when it is done,
    /// else why not.
    public CompletableFuture<Optional<Refused>> deleteAccount(
            StoredPerson person, DeleteAccount order, Visitor visitor) {
        CompletableFuture<Optional<Refused>> done = new CompletableFuture<>();
        Consumer<Optional<Refused>> reply =
                refused -> {
                    if (refused.isEmpty() && order.messages() == DeleteAccount.Messages.ERASE) {
                        erasing.begin(person.id());
                    }
                    done.complete(refused);
                };
        checkPassword(
                person,
                order,
                visitor,
                done,
                hash -> new Request.DeleteAccount(person.id(), hash, order.messages(), reply));
        return done;
    }

    private void checkPassword(
            StoredPerson person,
            AccountOrder order,
            Visitor visitor,
            CompletableFuture<Optional<Refused>> done,
            Function<String, Request> then) {
        long wait = throttle.password(person.key(), visitor.from(), steadyMillis());
        if (wait > 0) {
            done.complete(Optional.of(Refused.of(0, Refusal.SLOW_DOWN).after(wait)));
            return;
        }
        onHashingThread(
                refused -> done.complete(Optional.of(refused)),
                () -> {
                    String hash =
                            person.passwordHash() == null
                                    ? Passwords.NOBODY
                                    : person.passwordHash();
                    if (passwords.fits(order.password(), hash)) {
                        throttle.right(person.key(), visitor.from());
                        requests.put(then.apply(hash));
                    } else {
                        done.complete(Optional.of(Refused.of(0, Refusal.WRONG_PASSWORD)));
                    }
                });
    }

    /// Goes on erasing what deleted accounts said.
    public void begin() {
        erasing.goOn();
    }

    private static void deny(CompletableFuture<Result> result, Refused refused) {
        result.complete(new Result.Denied(refused));
    }

    private void onHashingThread(CompletableFuture<Result> result, Runnable task) {
        onHashingThread(refused -> deny(result, refused), task);
    }

    /// Whatever happens there, somebody waits for an answer; without one it is no.
    private void onHashingThread(Consumer<Refused> no, Runnable task) {
        try {
            hashing.execute(() -> {
                try {
                    task.run();
                } catch (JournalFailure failure) {
                    no.accept(Refused.of(0, failure.refusal()).after(1_000));
                } catch (RuntimeException fault) {
                    LOG.error("fault at the door", fault);
                    no.accept(Refused.of(0, Refusal.INTERNAL));
                }
            });
        } catch (RejectedExecutionException full) {
            no.accept(Refused.of(0, Refusal.BUSY).after(1_000));
        }
    }

    /// Whose token this is; empty if nobody's.
    public CompletableFuture<Optional<StoredPerson>> personOf(String token) {
        return read(() -> Optional.ofNullable(archive.personOfSession(TokenHash.of(token))));
    }

    /// How people come in now.
    public CompletableFuture<Entrance> entrance() {
        return read(archive::entrance);
    }

    private <T> CompletableFuture<T> read(Supplier<T> read) {
        CompletableFuture<T> result = new CompletableFuture<>();
        boolean taken =
                readers.offer(() -> {
                    try {
                        result.complete(read.get());
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
