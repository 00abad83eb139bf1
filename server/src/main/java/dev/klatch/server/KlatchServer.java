package dev.klatch.server;

import dev.klatch.core.Chat;
import dev.klatch.core.Outcome;
import dev.klatch.core.Request;
import dev.klatch.core.Sequencer;
import dev.klatch.core.ServerFacts;
import dev.klatch.core.journal.Archive;
import dev.klatch.core.journal.Journal;
import dev.klatch.protocol.Fingerprint;
import dev.klatch.protocol.Notice;
import dev.klatch.server.account.Doorkeeper;
import dev.klatch.server.address.Whereabouts;
import dev.klatch.server.console.Links;
import dev.klatch.server.discovery.Advertisement;
import dev.klatch.server.file.ChatLedger;
import dev.klatch.server.http.AccountRoutes;
import dev.klatch.server.http.HealthRoute;
import dev.klatch.server.http.JoinRoutes;
import dev.klatch.server.http.Route;
import dev.klatch.server.http.Routes;
import dev.klatch.server.http.ServerRoute;
import dev.klatch.server.http.SessionRoutes;
import dev.klatch.server.http.StaticFiles;
import dev.klatch.server.log.LogLine;
import dev.klatch.server.log.Logs;
import dev.klatch.server.log.Scope;
import dev.klatch.server.net.EventLoops;
import dev.klatch.server.net.Fanout;
import dev.klatch.server.net.Listener;
import dev.klatch.server.operator.House;
import dev.klatch.server.operator.Operator;
import dev.klatch.server.operator.OperatorSocket;
import dev.klatch.server.operator.Voice;
import dev.klatch.server.sequence.SequencerThread;
import dev.klatch.server.session.Readers;
import dev.klatch.server.session.Session;
import dev.klatch.server.setting.Declared;
import dev.klatch.server.setting.OnOff;
import dev.klatch.server.store.Backups;
import dev.klatch.server.store.SqliteStore;
import dev.klatch.server.store.StoreUnusable;
import dev.klatch.server.tls.Authority;
import dev.klatch.server.tls.Certificates;
import dev.klatch.server.tls.CertificatesUnusable;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A running server: the one place where all parts are put together, in the order in which a
/// message passes them. Open from [#start] to [#close].
public final class KlatchServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KlatchServer.class);
    private static final String NAME = "Klatch";
    private static final int READERS = 4;
    private static final int GOODBYE_MILLIS = 1_000;
    private static final int RETRY_MILLIS = 1_000;
    private static final int RETRY_SPREAD_MILLIS = 4_000;

    private final SqliteStore store;
    private final Logs logs;
    private final EventLoops loops;
    private final Fanout fanout;
    private final SequencerThread sequencer;
    private final Readers readers;
    private final Doorkeeper doorkeeper;
    private final FileService files;
    private final Listener listener;
    private final int port;
    private final CompletableFuture<Optional<String>> ownership = new CompletableFuture<>();
    private final Path data;
    private final @Nullable Advertisement advertisement;
    private final InetAddress bound;
    private final OnOff plain;
    private final long startNanos = System.nanoTime();
    private final Upkeep upkeep = new Upkeep();
    private final Reach reach;
    private @Nullable OperatorSocket consoles;

    /// Opens the store, then the port.
    ///
    /// @param heardFromOutside called for each connection from another machine, on an event loop
    /// @throws StoreUnusable if the data folder cannot be used
    /// @throws IOException if the port cannot be opened
    public static KlatchServer start(ServerSettings settings, Runnable heardFromOutside)
            throws StoreUnusable, IOException {
        SqliteStore store = SqliteStore.open(settings.data(), READERS);
        Logs logs = null;
        KlatchServer server = null;
        try {
            logs = openLogs(settings, store);
            server = new KlatchServer(settings, store, logs, reach(settings), heardFromOutside);
            logs.server()
                    .note(
                            LogLine.of("started")
                                    .with("port", server.port)
                                    .with("version", version()));
            return server;
        } finally {
            if (server == null) {
                if (logs != null) {
                    logs.close();
                }
                store.close();
            }
        }
    }

    private static Reach reach(ServerSettings settings) throws StoreUnusable {
        try {
            return Reach.of(settings, Instant.now());
        } catch (CertificatesUnusable unusable) {
            throw new StoreUnusable(unusable.words(), unusable);
        }
    }

    private static Logs openLogs(ServerSettings settings, SqliteStore store) throws StoreUnusable {
        Path folder = settings.logFolder();
        try {
            return Logs.open(settings.transcript(), store.eventLog());
        } catch (IOException denied) {
            throw new StoreUnusable("The log folder " + folder + " cannot be written.", denied);
        }
    }

    private KlatchServer(
            ServerSettings settings,
            SqliteStore store,
            Logs logs,
            Reach reach,
            Runnable heardFromOutside)
            throws IOException {
        this.reach = reach;
        this.store = store;
        this.logs = logs;
        this.data = settings.data();
        this.bound = settings.address().getAddress();
        this.plain = settings.value(Declared.PLAIN);
        this.loops = new EventLoops(settings.transport());
        this.fanout = new Fanout(loops);
        this.sequencer = new SequencerThread(sequencer(settings));
        this.readers = new Readers(READERS);
        Archive archive = store.archive();
        this.doorkeeper = new Doorkeeper(sequencer, readers, archive);
        this.files = new FileService(settings, new ChatLedger(sequencer, readers, archive), logs);
        this.listener =
                new Listener(
                        loops,
                        routes(),
                        reach.origins(),
                        doorkeeper,
                        (connection, outlet) ->
                                new Session(connection, outlet, sequencer, readers, archive),
                        new Listener.Entry(
                                settings.connections(),
                                settings.value(Declared.PLAIN),
                                settings.value(Declared.PROXIES),
                                settings.seconds(Declared.SIGN_IN_DEADLINE),
                                reach.certificates(),
                                logs,
                                heardFromOutside));
        sequencer.start();
        sequencer.put(new Request.OfferOwnership(ownership::complete));
        doorkeeper.begin();
        this.port = openPort(settings);
        upkeep.every(Duration.ofHours(1), "backups", () -> store.backups().prune(Instant.now()));
        upkeep.every(Duration.ofMinutes(1), "addresses", reach::look);
        upkeep.every(Duration.ofMinutes(10), "sweeper", files::sweep);
        this.advertisement = advertisement(settings.value(Declared.DISCOVERY));
    }

    /// Begins to tell the network, unless it is not to be told or cannot reach this server.
    private @Nullable Advertisement advertisement(OnOff wanted) {
        if (wanted == OnOff.OFF || bound.isLoopbackAddress()) {
            return null;
        }
        Advertisement fresh =
                new Advertisement("Klatch on " + Whereabouts.host(), port, fingerprint());
        upkeep.every(Duration.ofMinutes(1), "discovery", () -> advertise(fresh));
        return fresh;
    }

    private void advertise(Advertisement fresh) throws IOException {
        InetAddress here = links().reachable();
        if (fresh.at(here) && here != null) {
            logs.server().note(LogLine.of("advertised").with("address", here.getHostAddress()));
        }
    }

    private Chat chat(ServerSettings settings) {
        ServerFacts facts =
                new ServerFacts(
                        NAME,
                        version(),
                        store.journal().epoch(),
                        settings.seconds(Declared.GUEST_GRACE).toMillis(),
                        settings.value(Declared.ROOM_MEMBERS),
                        settings.value(Declared.TRANSCRIPT) == Scope.ALL,
                        settings.entrance(),
                        settings.files(),
                        settings.calls());
        Chat chat =
                new Chat(
                        store.journal(),
                        new SystemTime(),
                        new SecureRandom(),
                        facts,
                        settings.limiting());
        store.isUsedBy(chat::isOnline, settings.entrance());
        return chat;
    }

    private Sequencer sequencer(ServerSettings settings) {
        return new Sequencer(
                () -> chat(settings),
                store.journal(),
                this::publish,
                logs,
                failure -> LOG.error("a batch was not kept", failure));
    }

    private void publish(List<Outcome> outcomes) {
        fanout.publish(outcomes);
        logs.transcript().published(outcomes);
    }

    /// What the server writes down, and where it can be followed.
    public Logs logs() {
        return logs;
    }

    private Routes routes() {
        List<Route> routes =
                new ArrayList<>(
                        new SessionRoutes(doorkeeper, logs.server(), logs.offences()).routes());
        routes.addAll(new AccountRoutes(doorkeeper, logs.server()).routes());
        routes.addAll(files.routes());
        routes.add(HealthRoute.route());
        routes.addAll(new StaticFiles().routes());
        Certificates certificates = reach.certificates();
        Authority authority = certificates == null ? null : certificates.authority();
        String known = authority == null ? null : authority.fingerprint().hex();
        routes.add(new ServerRoute(NAME, doorkeeper, known, () -> links().secure()).route());
        if (authority != null) {
            routes.addAll(authority(authority).routes());
        }
        return new Routes(routes);
    }

    private static JoinRoutes authority(Authority authority) {
        try {
            return new JoinRoutes(
                    authority.name(),
                    authority.fingerprint().hex(),
                    authority.certificate().getEncoded());
        } catch (CertificateEncodingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private int openPort(ServerSettings settings) throws IOException {
        int opened = 0;
        try {
            opened = listener.open(settings.address());
            return opened;
        } finally {
            if (opened == 0) {
                sequencer.close();
                files.close();
                readers.close();
                doorkeeper.close();
                loops.close();
            }
        }
    }

    /// The version of this program.
    public static String version() {
        String version = KlatchServer.class.getPackage().getImplementationVersion();
        return version == null ? "from the sources" : version;
    }

    /// The operator of this server, who is also listened to at the socket in the data folder from
    /// now on. `stop` begins a clean stop and returns at once.
    public Operator operator(Runnable stop) {
        Journal journal = store.journal();
        Voice voice = new Voice(journal.server(), journal.everyone(), journal::epoch);
        Operator operator =
                new Operator(voice, sequencer, store.archive(), logs.server(), new OwnHouse(stop));
        try {
            consoles = OperatorSocket.open(data, operator);
        } catch (IOException denied) {
            LOG.warn("klatch console and klatch admin cannot reach this server", denied);
        }
        return operator;
    }

    /// The code with which somebody becomes the owner, as long as nobody is; it is made anew at
    /// each start. Waits for the sequencer.
    public Optional<String> ownership() {
        return ownership.join();
    }

    private final class OwnHouse implements House {
        private final Runnable stop;

        private OwnHouse(Runnable stop) {
            this.stop = stop;
        }

        @Override
        public Path backUp() {
            return store.backups().make(Instant.now());
        }

        @Override
        public long backupDays() {
            return Backups.KEPT.toDays();
        }

        @Override
        public int connections() {
            return listener.connections();
        }

        @Override
        public long runningMillis() {
            return Duration.ofNanos(System.nanoTime() - startNanos).toMillis();
        }

        @Override
        public String invite(String code) {
            return links().invite(code);
        }

        @Override
        public void stop() {
            stop.run();
        }
    }

    /// Under which links others find it.
    public Links links() {
        return new Links(bound, port, fingerprint(), plain);
    }

    private @Nullable Fingerprint fingerprint() {
        Certificates certificates = reach.certificates();
        return certificates == null ? null : certificates.fingerprint();
    }

    /// How others reach it, and what they know it by.
    public Reach reach() {
        return reach;
    }

    /// The open port.
    public int port() {
        return port;
    }

    /// Stops cleanly: takes no new connections, finishes what waits, tells all clients when to come
    /// back, and closes the store. Blocks for ten seconds at most.
    @Override
    public void close() {
        listener.close();
        sequencer.close();
        int retry = RETRY_MILLIS + ThreadLocalRandom.current().nextInt(RETRY_SPREAD_MILLIS);
        fanout.sayGoodbye(
                new Notice.Closing(
                        "The server is stopping. What you write is kept and sent when it is back.",
                        (long) retry),
                GOODBYE_MILLIS);
        files.close();
        doorkeeper.close();
        readers.close();
        loops.close();
        upkeep.close();
        if (advertisement != null) {
            advertisement.close();
        }
        if (consoles != null) {
            consoles.close();
        }
        logs.close();
        store.close();
    }
}
