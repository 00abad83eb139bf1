package dev.klatch.client;

import dev.klatch.protocol.CommandId;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.FileId;
import dev.klatch.protocol.Limits;
import dev.klatch.protocol.Refused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// Messages whose files are on their way to the server. What is under way is written down before
/// anything is sent: a lost network, a server that starts again and a client that is killed cost
/// nothing but time, and the message is said once. From any thread.
public final class Parcels {
    /// What came of asking for a parcel.
    public sealed interface Asked {
        /// It is written down and goes now; [ClientEvent.ParcelMoved] says how far it is.
        record Begun(Parcel parcel) implements Asked {}

        /// Nothing is sent, for this reason.
        ///
        /// @param words for people
        /// @param file the file that it is about, null if it is about none
        record Refused(String words, @Nullable Path file) implements Asked {}
    }

    private record Running(Parcel parcel, Shipping shipping, Future<?> task) {}

    private final Freight freight;
    private final StateFolder folder;
    private final Outbox outbox;
    private final Sender sender;
    private final String server;
    private final Semaphore places = new Semaphore(Freight.AT_ONCE, true);
    private final Map<CommandId, Running> running = new LinkedHashMap<>();

    Parcels(Freight freight, StateFolder folder, Outbox outbox, Sender sender, String server) {
        this.freight = freight;
        this.folder = folder;
        this.outbox = outbox;
        this.sender = sender;
        this.server = server;
    }

    /// Goes on with what an earlier start left. Before anything else happens.
    void resume() throws IOException {
        List<ParcelNote> notes = new ArrayList<>();
        for (Path file : folder.notes("parcel-")) {
            ParcelNote note = read(file);
            if (note == null || outbox.entry(note.entry().cid()) != null) {
                Files.deleteIfExists(file);
            } else {
                notes.add(note);
            }
        }
        notes.sort(Comparator.comparingLong(note -> note.entry().written()));
        notes.forEach(this::run);
    }

    private static @Nullable ParcelNote read(Path file) throws IOException {
        try {
            return ParcelNote.read(file);
        } catch (RuntimeException damaged) {
            return null;
        }
    }

    /// Sends files with a message. They are looked at first: each must be a file that can be read,
    /// with something in it, and not larger than the server takes. Ten at most; what they are when
    /// this is called must not change until they are sent. Completed when the parcel is written
    /// down, before anything is sent.
    CompletableFuture<Asked> send(
            CommandId cid, ConversationId conversation, List<Path> files, Writing words) {
        CompletableFuture<Asked> asked = new CompletableFuture<>();
        freight.start(() -> {
            try {
                asked.complete(begin(cid, conversation, files, words));
            } catch (IOException | RuntimeException failed) {
                asked.complete(
                        new Asked.Refused(
                                "What is to be sent could not be written down on this machine's"
                                        + " disk.",
                                null));
            }
        });
        return asked;
    }

    private Asked begin(CommandId cid, ConversationId conversation, List<Path> files, Writing words)
            throws IOException {
        Freight.Line line = freight.last();
        if (line == null) {
            return new Asked.Refused("There is no connection.", null);
        }
        if (line.largest() == null) {
            return new Asked.Refused("This server takes no files.", null);
        }
        if (files.isEmpty() || files.size() > Limits.FILES) {
            return new Asked.Refused("A message shows one to " + Limits.FILES + " files.", null);
        }
        Refused refused = words.showing(List.of(new FileId(1))).refused();
        if (refused != null) {
            return new Asked.Refused(refused.message(), null);
        }
        List<ParcelNote.Item> items = new ArrayList<>();
        for (Path file : files) {
            Path whole = file.toAbsolutePath().normalize();
            String unfit = unfit(whole, line.largest());
            if (unfit != null) {
                return new Asked.Refused(unfit, file);
            }
            items.add(new ParcelNote.Item(Source.of(whole), null, null));
        }
        OutboxEntry entry =
                new OutboxEntry(
                        cid,
                        server,
                        line.person(),
                        line.epoch(),
                        Addressee.of(conversation),
                        words,
                        System.currentTimeMillis());
        ParcelNote note = new ParcelNote(entry, items);
        note.keep(folder);
        return new Asked.Begun(run(note));
    }

    /// Why this file cannot be sent; null if it can.
    private static @Nullable String unfit(Path file, long largest) throws IOException {
        if (!Files.exists(file)) {
            return "There is no file " + file + ".";
        }
        if (Files.isDirectory(file)) {
            return file + " is a folder. Pack it first, or name the files in it.";
        }
        if (!Files.isRegularFile(file)) {
            return file + " is no file that could be sent.";
        }
        if (!Files.isReadable(file)) {
            return file + " cannot be read.";
        }
        long size = Files.size(file);
        if (size == 0) {
            return file + " is empty.";
        }
        return size <= largest
                ? null
                : file
                        + " has "
                        + FileSize.words(size)
                        + ", and this server takes files of at most "
                        + FileSize.words(largest)
                        + ".";
    }

    private Parcel run(ParcelNote note) {
        List<Parcel.Item> items =
                note.items().stream()
                        .map(item -> new Parcel.Item(item.source().path(), item.source().size()))
                        .toList();
        OutboxEntry entry = note.entry();
        ConversationId conversation = ((Addressee.Conversation) entry.addressee()).id();
        Parcel parcel = new Parcel(entry.cid(), conversation, entry.words(), items);
        Shipping shipping =
                new Shipping(
                        freight, folder, note, conversation, progress -> going(parcel, progress));
        synchronized (running) {
            tell(parcel, new Progress.Moving(0, parcel.size()));
            Future<?> task =
                    freight.start(
                            places,
                            () -> {
                                ended(parcel, shipping, shipping.run());
                                return null;
                            });
            running.put(parcel.cid(), new Running(parcel, shipping, task));
        }
        return parcel;
    }

    /// What is late is not told any more.
    private void going(Parcel parcel, Progress progress) {
        synchronized (running) {
            if (running.containsKey(parcel.cid())) {
                tell(parcel, progress);
            }
        }
    }

    private void tell(Parcel parcel, Progress progress) {
        freight.tell(new ClientEvent.ParcelMoved(parcel, progress));
    }

    private void ended(Parcel parcel, Shipping shipping, Progress end) {
        synchronized (running) {
            if (running.remove(parcel.cid()) == null) {
                return;
            }
        }
        if (end instanceof Progress.Arrived) {
            freight.onLoop(() -> {
                sender.write(shipping.entry());
                forget(parcel);
                tell(parcel, end);
            });
        } else {
            drop(parcel, shipping, end);
        }
    }

    /// Nothing of it is kept, neither here nor there.
    private void drop(Parcel parcel, Shipping shipping, Progress end) {
        forget(parcel);
        shipping.uploads().forEach(file -> freight.start(() -> end(file)));
        tell(parcel, end);
    }

    /// The server forgets it now; if it cannot be told before this client is closed, in a day.
    private void end(FileId file) {
        try {
            freight.until(
                    line -> {
                        freight.wire().end(line.token(), file);
                        return new Progress.Cancelled();
                    },
                    _ -> {});
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void forget(Parcel parcel) {
        try {
            Files.deleteIfExists(folder.note("parcel-" + parcel.cid().text()));
        } catch (IOException undeletable) {
            // The next start finds it said, or says it once more under the same cid.
        }
    }

    /// Those that have not arrived, in the order sent.
    public List<Parcel> underWay() {
        synchronized (running) {
            return running.values().stream().map(Running::parcel).toList();
        }
    }

    /// It is not wanted any more; what has come of it is removed. False if it has arrived, or there
    /// is no such one.
    public boolean cancel(CommandId cid) {
        Running stopped;
        synchronized (running) {
            stopped = running.remove(cid);
        }
        if (stopped == null) {
            return false;
        }
        stopped.shipping().stop();
        stopped.task().cancel(true);
        drop(stopped.parcel(), stopped.shipping(), new Progress.Cancelled());
        return true;
    }
}
