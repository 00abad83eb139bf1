package dev.klatch.server.store;

import dev.klatch.protocol.Event;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// Brings the search index up to what is committed, on a thread of its own that nobody waits for:
/// it reads the store as any reader does and writes into another database. How far it has got is
/// written with what it indexed.
final class Indexer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Indexer.class);
    private static final int EVENTS = 500;
    private static final long PAUSE_MILLIS = 100;
    private static final long AGAIN_MILLIS = 5_000;

    private final Path folder;
    private final Connection reading;
    private final SearchIndex index;
    private final PreparedStatement heads;
    private final PreparedStatement events;
    private final PreparedStatement epoch;
    private final Semaphore work = new Semaphore(1);
    private final Semaphore stop = new Semaphore(0);
    private final Thread thread;
    private Map<Long, Long> done = new HashMap<>();
    private boolean damaged;
    private boolean failing;

    /// `reading` is a connection to the store of its own. Begins at once.
    Indexer(Path folder, Connection reading, SearchIndex index) throws SQLException {
        this.folder = folder;
        this.reading = reading;
        this.index = index;
        this.heads = reading.prepareStatement("SELECT id, head FROM conversation WHERE head > 0");
        this.events =
                reading.prepareStatement(
                        EventRows.SELECT
                                + " WHERE e.conversation = ? AND e.seq > ?"
                                + " AND e.kind IN ('posted', 'edited', 'deleted')"
                                + " ORDER BY e.seq LIMIT ?");
        this.epoch = reading.prepareStatement("SELECT value FROM setting WHERE name = 'epoch'");
        this.thread = Thread.ofPlatform().name("klatch-indexer").unstarted(this::run);
        thread.setDaemon(true);
        thread.start();
    }

    /// Something was committed. From any thread.
    void wake() {
        if (work.availablePermits() == 0) {
            work.release();
        }
    }

    private void run() {
        try {
            boolean begun = false;
            while (!stop.tryAcquire(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
                work.acquire();
                work.drainPermits();
                try {
                    if (!begun) {
                        done = index.progress();
                        begun = true;
                    }
                    while (step() && stop.availablePermits() == 0) {
                        // There is more.
                    }
                    failing = false;
                } catch (SQLException failed) {
                    failed(failed);
                }
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } finally {
            closeQuietly();
        }
    }

    private void failed(SQLException failed) throws InterruptedException {
        SQLiteErrorCode code =
                failed instanceof SQLiteException sqlite
                        ? sqlite.getResultCode()
                        : SQLiteErrorCode.SQLITE_ERROR;
        boolean broken =
                code == SQLiteErrorCode.SQLITE_CORRUPT || code == SQLiteErrorCode.SQLITE_NOTADB;
        if (broken && !damaged) {
            damaged = true;
            LOG.error("the search index is damaged and is made anew at the next start", failed);
            try {
                SearchIndex.delete(folder);
            } catch (IOException stays) {
                LOG.error("delete search.db in the data folder", stays);
            }
        } else if (!damaged && !failing) {
            failing = true;
            LOG.warn("messages are not indexed for searching at the moment", failed);
        }
        if (!stop.tryAcquire(AGAIN_MILLIS, TimeUnit.MILLISECONDS)) {
            wake();
        } else {
            stop.release();
        }
    }

    /// What was read of the store: the events, and up to where each conversation is indexed when
    /// they are.
    private record Found(
            String epoch, boolean sound, List<Event.Made> events, Map<Long, Long> upTo) {}

    /// @return whether there is more to do
    private boolean step() throws SQLException {
        Found found = read();
        if (!found.epoch().equals(index.epoch()) || !found.sound()) {
            index.reset(found.epoch());
            done.clear();
            return true;
        }
        if (found.upTo().isEmpty()) {
            return false;
        }
        index.take(found.events(), found.upTo());
        done.putAll(found.upTo());
        return true;
    }

    private Found read() throws SQLException {
        reading.setAutoCommit(false);
        try {
            String now;
            try (ResultSet row = epoch.executeQuery()) {
                now = row.next() ? row.getString(1) : "";
            }
            List<Event.Made> made = new ArrayList<>();
            Map<Long, Long> upTo = new HashMap<>();
            boolean sound = true;
            try (ResultSet rows = heads.executeQuery()) {
                while (rows.next() && made.size() < EVENTS) {
                    long conversation = rows.getLong(1);
                    long head = rows.getLong(2);
                    long from = done.getOrDefault(conversation, 0L);
                    sound &= from <= head;
                    if (from < head) {
                        upTo.put(conversation, read(conversation, from, head, made));
                    }
                }
            }
            return new Found(now, sound, made, upTo);
        } finally {
            reading.setAutoCommit(true);
        }
    }

    /// @return up to where the events of this conversation were read
    private long read(long conversation, long from, long head, List<Event.Made> made)
            throws SQLException {
        int room = EVENTS - made.size();
        events.setLong(1, conversation);
        events.setLong(2, from);
        events.setInt(3, room);
        int count = 0;
        long last = from;
        try (ResultSet rows = events.executeQuery()) {
            while (rows.next()) {
                if (EventRows.read(rows) instanceof Event.Made event) {
                    made.add(event);
                    last = event.seq();
                }
                count++;
            }
        }
        return count < room ? head : last;
    }

    /// Ends the thread, which finishes what it is at. Waits for five seconds at most.
    @Override
    public void close() {
        stop.release();
        wake();
        try {
            if (!thread.join(java.time.Duration.ofSeconds(5))) {
                LOG.warn("the indexer does not stop");
            }
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }

    private void closeQuietly() {
        try {
            index.close();
            reading.close();
        } catch (SQLException gone) {
            LOG.debug("closing the search index", gone);
        }
    }
}
