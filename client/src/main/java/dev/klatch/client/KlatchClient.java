package dev.klatch.client;

import dev.klatch.protocol.ClientFrame;
import dev.klatch.protocol.CommandId;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.Event;
import dev.klatch.protocol.Fingerprint;
import dev.klatch.protocol.FrameCodec;
import dev.klatch.protocol.JoinLink;
import dev.klatch.protocol.MessageFrame;
import dev.klatch.protocol.Person;
import dev.klatch.protocol.PresenceFrame;
import dev.klatch.protocol.Refused;
import dev.klatch.protocol.SessionOpened;
import dev.klatch.protocol.SignIn;
import dev.klatch.protocol.Summary;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// One person on one server. It comes in, stays connected, catches up, keeps what is written until
/// the server has it, and tells a [ClientListener] what happens.
///
/// All methods may be called from any thread, and none of them waits: what they return is completed
/// on the client's loop. Texts are at most 16,384 bytes of UTF-8, pages of history 200 events;
/// times are milliseconds. Messages and commands are done in the order called, and each is sent
/// again under the same cid after every loss of the connection, until it is accepted or finally
/// refused.
public final class KlatchClient implements AutoCloseable {
    private static final long GOODBYE_MILLIS = 1_000;

    private final Loop loop;
    private final Orders orders;
    private final Session session;
    private final ClientSettings settings;

    private KlatchClient(
            Loop loop, RandomGenerator random, Session session, ClientSettings settings) {
        this.loop = loop;
        this.orders = new Orders(loop, random, session);
        this.session = session;
        this.settings = settings;
    }

    /// Opens the state of this client; nothing is sent before [#start]. A server over TLS has to be
    /// one that everybody can check or that is known on this machine: see [Acquaintance].
    ///
    /// @throws StateInUseException if another process is this person on this machine
    /// @throws IOException if the state folder cannot be made, read or written
    public static KlatchClient open(ClientSettings settings, ClientListener listener)
            throws IOException {
        Fingerprint known = new KnownServers(settings.state()).find(settings.server());
        Loop loop = new ThreadLoop("klatch-client-" + settings.name());
        Network network = new JdkNetwork(settings.server(), known, loop);
        return open(settings, loop, network, new SecureRandom(), listener);
    }

    /// The same with another clock and network, for tests. The loop is closed with the client, or
    /// if the client cannot be opened.
    public static KlatchClient open(
            ClientSettings settings,
            Loop loop,
            Network network,
            RandomGenerator random,
            ClientListener listener)
            throws IOException {
        try {
            StateFolder folder =
                    StateFolder.open(settings.state(), settings.server(), settings.name());
            try {
                Session session = new Session(settings, folder, loop, network, random, listener);
                session.link().remember();
                session.parcels().resume();
                session.downloads().resume();
                return new KlatchClient(loop, random, session, settings);
            } catch (IOException | RuntimeException unreadable) {
                folder.close();
                throw unreadable;
            }
        } catch (IOException | RuntimeException notOpened) {
            loop.close();
            throw notOpened;
        }
    }

    /// Goes to the server, as who the state folder remembers, else by these credentials (null: only
    /// as who is remembered). When nothing is known or the token is worth nothing, signs in; what
    /// the server answers comes as [ClientEvent.SignedIn] or [ClientEvent.SignInRefused]. No effect
    /// while it is connected or trying.
    public void start(@Nullable SignIn credentials) {
        loop.execute(() -> session.link().start(credentials));
    }

    /// The same with what somebody typed: credentials that no server would take, such as a code
    /// that is too long for one, are refused at once ([ClientEvent.SignInRefused]). They are made
    /// before this returns.
    public void start(Supplier<? extends SignIn> credentials) {
        switch (FrameCodec.triedSignIn(credentials)) {
            case SignIn possible -> start(possible);
            case Refused refused -> loop.execute(() -> session.link().refuse(refused));
            case Object other -> throw new IllegalStateException(other.getClass().getName());
        }
    }

    /// Goes to the server with a session that was opened elsewhere for this client. No effect while
    /// it is connected or trying.
    public void start(SessionOpened session) {
        loop.execute(() -> this.session.link().start(session));
    }

    /// Tries to connect now instead of after the current wait.
    public void retryNow() {
        loop.execute(session.link()::again);
    }

    /// Writes a message: it is stored on this machine, then told as [MessageState.Sending], then
    /// sent until it is [MessageState.Sent] or [MessageState.Failed]. Returns its name.
    public CommandId post(Addressee addressee, Writing words) {
        CommandId cid = orders.cid();
        loop.execute(() -> session.write(cid, addressee, words));
        return cid;
    }

    /// Writes a plain message.
    public CommandId post(Addressee addressee, String text) {
        return post(addressee, Writing.of(text));
    }

    /// Sends a held message after all.
    public void sendAnyway(CommandId cid) {
        loop.execute(() -> session.sender().release(cid));
    }

    /// Forgets a message that is not sent yet.
    public void discard(CommandId cid) {
        loop.execute(() -> session.sender().forget(cid));
    }

    /// The messages that are not settled, held ones too, in the order written.
    public CompletableFuture<List<OutboxEntry>> unsettled() {
        return answered(then -> then.complete(session.sender().unsettled()));
    }

    /// The messages that are held back, in the order written.
    public CompletableFuture<List<OutboxEntry>> held() {
        return answered(then -> then.complete(session.sender().held()));
    }

    /// Writes the held messages into a file of words that people can read, `not-sent.txt` in the
    /// state folder, and forgets them. Completed with the file, or exceptionally with an
    /// [java.io.UncheckedIOException]; then nothing is forgotten.
    public CompletableFuture<Path> setAside() {
        return answered(session::setAside);
    }

    /// Makes the frame of a command, for one connection.
    @FunctionalInterface
    public interface Commanding {
        /// The frame with these; the same each time but for `ref` and `epoch`.
        ClientFrame frame(long ref, CommandId cid, String epoch);
    }

    /// Sends a command of any kind after all that was written before it, under the same cid over as
    /// many connections as it takes, until it is accepted or finally refused. It is not kept on
    /// disk; what is said with [#post] is.
    public CompletableFuture<Reply> command(Commanding command) {
        return orders.command(command);
    }

    /// Asks or tells the server something of any kind that makes no event; questions to what is
    /// stored one after the other. [Reply.Lost] if there is no connection, or it goes before the
    /// answer comes.
    public CompletableFuture<Reply> ask(LongFunction<ClientFrame> frame) {
        return orders.ask(frame);
    }

    /// What can be done with messages, and how they are found.
    public Messages messages() {
        return new Messages(orders);
    }

    /// Messages with files that are on their way to the server.
    public Parcels parcels() {
        return session.parcels();
    }

    /// Sends files from this machine with a message, or nothing and why. It is written down at
    /// once, goes on over lost connections and later starts, and is said when the server has all of
    /// them, under the cid of the parcel.
    public CompletableFuture<Parcels.Asked> send(
            ConversationId conversation, List<Path> files, Writing words) {
        return session.parcels().send(orders.cid(), conversation, files, words);
    }

    /// Files that are being saved on this machine.
    public Downloads downloads() {
        return session.downloads();
    }

    /// Making, entering, leaving, changing and listing conversations.
    public Conversations conversations() {
        return new Conversations(orders);
    }

    /// Who is in a conversation and as what.
    public Members members() {
        return new Members(orders);
    }

    /// One's own profile and sessions, and the profiles of others.
    public Account account() {
        return new Account(orders);
    }

    /// For those who run the server.
    public Administration administration() {
        return new Administration(orders);
    }

    /// The link with which others use this invite; fails with an [IOException] if the server does
    /// not say where others find it.
    public CompletableFuture<JoinLink> link(String invite) {
        CompletableFuture<JoinLink> link = new CompletableFuture<>();
        Acquaintance acquaintance = new Acquaintance(settings.server(), settings.state());
        Thread.ofVirtual()
                .start(() -> {
                    try {
                        link.complete(acquaintance.link(invite));
                    } catch (IOException | InterruptedException | RuntimeException failed) {
                        link.completeExceptionally(failed);
                    }
                });
        return link;
    }

    /// What one's devices share: drafts, favourites, levels of notification, keywords.
    public States states() {
        return new States(orders, session);
    }

    /// The conversations that one is in, newest activity first, with the counts as of now.
    public CompletableFuture<List<Summary>> summaries() {
        return answered(then -> then.complete(session.timelines().summaries()));
    }

    /// Who is online by name, as far as the server tells them one by one.
    public CompletableFuture<List<Person>> peopleHere() {
        return answered(then -> then.complete(session.people().all()));
    }

    /// One has read a conversation up to this seq. Told to the server at most once a second, and on
    /// the next connection if there is none; marks only move forward.
    public void markRead(ConversationId conversation, long seq) {
        loop.execute(() -> session.reading().mark(conversation, seq));
    }

    /// One has read a thread up to this seq, and follows it from now on.
    public void markRead(MessageFrame.Place root, long seq) {
        loop.execute(() -> session.reading().mark(root.conversation(), root.seq(), seq));
    }

    /// Makes a public room and enters it.
    public CompletableFuture<Reply> createRoom(String name) {
        return conversations().create(NewRoom.of(name));
    }

    /// Enters a public room.
    public CompletableFuture<Reply> join(ConversationId room) {
        return conversations().join(room);
    }

    /// Leaves a room for good.
    public CompletableFuture<Reply> leave(ConversationId room) {
        return conversations().leave(room);
    }

    /// Opens the private conversation with the person of this name.
    public CompletableFuture<Reply> openDirect(String name) {
        return conversations().openDirect(name);
    }

    /// A page of the public rooms, the first or the one after a cursor.
    public CompletableFuture<Reply> rooms(@Nullable String after) {
        return conversations().rooms(after);
    }

    /// A page of the people online, the first or the one after a cursor.
    public CompletableFuture<Reply> people(@Nullable String after) {
        return orders.ask(ref -> new PresenceFrame.ListPeople(ref, after));
    }

    /// The events just before `before`, at most `limit`; not kept in the timeline.
    public CompletableFuture<Reply> history(ConversationId conversation, long before, long limit) {
        return messages().before(conversation, before, limit);
    }

    /// What is kept of a message as it reads now; nothing if it is not kept here.
    public CompletableFuture<Optional<Event.Posted>> message(MessageFrame.Place place) {
        return answered(then -> then.complete(Optional.ofNullable(session.message(place))));
    }

    /// The newest events that are kept, at most `most`: messages as they read now (`folded` is
    /// there in each), without the events that only change messages. The newest page is read first
    /// if it has not been. Without a connection, what there is.
    public CompletableFuture<List<Event>> newest(ConversationId conversation, int most) {
        return answered(then -> session.newest(conversation, most, then));
    }

    /// Tells others that one is writing. May be lost.
    public void typing(ConversationId conversation) {
        loop.execute(() -> session.typing(conversation));
    }

    /// A number that is equal on two clients exactly if they have the same newest events, so many
    /// of each conversation, at the same places.
    public CompletableFuture<String> stateHash(int newest) {
        return answered(then -> then.complete(session.timelines().hash(newest)));
    }

    /// The same of one conversation. Its newest page is read first if it has not been.
    public CompletableFuture<String> stateHash(ConversationId conversation, int newest) {
        List<ConversationId> one = List.of(conversation);
        return newest(conversation, newest)
                .thenCompose(_ ->
                        answered(then -> then.complete(session.timelines().hash(one, newest))));
    }

    /// Goes for good: the token is worth nothing afterwards, a guest leaves and the name is free at
    /// once. The client is closed. Completed when the server has heard it, or could not be reached.
    public CompletableFuture<Void> signOut() {
        return this.<Void>answered(then ->
                session.link()
                        .signOut(() -> {
                            session.release();
                            then.complete(null);
                        }));
    }

    /// Says goodbye, for at most a second, and lets go of the state folder; what is not sent stays
    /// in it. Returns at once; [#closed] says when it is done.
    @Override
    public void close() {
        closed();
    }

    /// The same as [#close], completed when it is done.
    public CompletableFuture<Void> closed() {
        return this.<Void>answered(
                        then -> {
                            Runnable release =
                                    () -> {
                                        session.release();
                                        then.complete(null);
                                    };
                            loop.after(GOODBYE_MILLIS, release);
                            session.link().close(release);
                        })
                .completeOnTimeout(null, 3 * GOODBYE_MILLIS, TimeUnit.MILLISECONDS);
    }

    private <T> CompletableFuture<T> answered(Consumer<CompletableFuture<T>> question) {
        return orders.answered(question);
    }
}
