package dev.klatch.client;

import dev.klatch.client.FileWire.Answer;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.FileId;
import dev.klatch.protocol.Refusal;
import dev.klatch.protocol.Refused;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// Brings the files of one parcel to the server, one after the other, each from the byte where the
/// server says that it stands. Belongs to the thread that runs it.
final class Shipping {
    private final Freight freight;
    private final StateFolder folder;
    private final ConversationId conversation;
    private final Consumer<Progress> tell;
    private volatile ParcelNote note;
    private boolean stopped;

    Shipping(
            Freight freight,
            StateFolder folder,
            ParcelNote note,
            ConversationId conversation,
            Consumer<Progress> tell) {
        this.freight = freight;
        this.folder = folder;
        this.note = note;
        this.conversation = conversation;
        this.tell = tell;
    }

    /// [Progress.Arrived] when all files are whole on the server, or why they never will be.
    Progress run() throws InterruptedException {
        long total = note.items().stream().mapToLong(item -> item.source().size()).sum();
        long before = 0;
        for (int i = 0; i < note.items().size(); i++) {
            int index = i;
            long base = before;
            Freight.Meter meter = freight.new Meter(total, tell);
            Progress end =
                    freight.until(line -> attempt(line, index, at -> meter.at(base + at)), tell);
            if (!(end instanceof Progress.Arrived)) {
                return end;
            }
            before += note.items().get(i).source().size();
        }
        return new Progress.Arrived();
    }

    /// The message with its files, when it has arrived.
    OutboxEntry entry() {
        List<FileId> files =
                note.items().stream().map(item -> Objects.requireNonNull(item.file())).toList();
        OutboxEntry entry = note.entry();
        return entry.saying(entry.words().showing(files));
    }

    /// The uploads that there are.
    List<FileId> uploads() {
        return note.items().stream().map(ParcelNote.Item::file).filter(Objects::nonNull).toList();
    }

    private Progress attempt(Freight.Line line, int index, LongConsumer moved)
            throws IOException, InterruptedException {
        if (!line.person().equals(note.entry().person())) {
            return failed("It was to be sent by an earlier guest of this name.", null);
        }
        ParcelNote.Item item = note.items().get(index);
        Source source = item.source();
        String name = String.valueOf(source.path().getFileName());
        if (!source.isUnchanged()) {
            return failed(name + " has changed or gone since it was to be sent.", null);
        }
        String sha256 = item.sha256();
        if (sha256 == null) {
            String found;
            try {
                found = Source.sha256(source.path());
            } catch (IOException unreadable) {
                return failed(name + " cannot be read.", null);
            }
            keep(index, item.hashed(found));
            return attempt(line, index, moved);
        }
        FileId file = item.file();
        Answer stands =
                file == null
                        ? freight.wire()
                                .begin(
                                        line.token(),
                                        new FileWire.Wish(
                                                conversation, name, source.size(), sha256))
                        : freight.wire().stand(line.token(), file);
        return switch (stands) {
            case Answer.Stands(FileId id, long offset, _) -> {
                if (!id.equals(file)) {
                    keep(index, item.as(id));
                }
                moved.accept(offset);
                yield offset == source.size()
                        ? new Progress.Arrived()
                        : bring(line, note.items().get(index), offset, moved);
            }
            case Answer.Denied(Refused refused) when file != null && isGone(refused) -> {
                keep(index, item.as(null));
                yield new Progress.Waiting("The server has forgotten what was there of " + name);
            }
            case Answer.Denied(Refused refused) -> denied(refused);
            case Answer.Ended() -> denied(Refused.of(0, Refusal.UNKNOWN_FILE));
        };
    }

    private static boolean isGone(Refused refused) {
        return refused.is(Refusal.UNKNOWN_FILE);
    }

    private Progress bring(Freight.Line line, ParcelNote.Item item, long offset, LongConsumer moved)
            throws IOException, InterruptedException {
        Source source = item.source();
        FileId file = Objects.requireNonNull(item.file());
        Answer answer;
        try (InputStream bytes = source.from(offset, moved)) {
            answer =
                    freight.wire().bring(line.token(), file, offset, source.size() - offset, bytes);
        }
        if (answer instanceof Answer.Denied(Refused refused)) {
            return refused.is(Refusal.OFFSET_MISMATCH) || isGone(refused)
                    ? new Progress.Waiting("The upload stands at another byte.")
                    : denied(refused);
        }
        if (!(answer instanceof Answer.Stands(_, long end, String sha256))
                || end != source.size()) {
            return new Progress.Waiting("The upload is not whole yet.");
        }
        return sha256 == null || sha256.equals(item.sha256())
                ? new Progress.Arrived()
                : failed("What arrived is not what was sent.", null);
    }

    private static Progress denied(Refused refused) {
        return refused.retry() || refused.is(Refusal.NOT_SIGNED_IN)
                ? new Progress.Waiting(refused.message())
                : failed(refused.message(), refused);
    }

    private static Progress failed(String words, @Nullable Refused refused) {
        return new Progress.Failed(words, refused);
    }

    /// Nothing is written down any more.
    synchronized void stop() {
        stopped = true;
    }

    private synchronized void keep(int index, ParcelNote.Item item) throws IOException {
        ParcelNote fresh = note.with(index, item);
        if (!stopped) {
            fresh.keep(folder);
        }
        note = fresh;
    }
}
