package dev.klatch.tests.history;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/// Takes down what happens, from any thread. A step must be recorded before what depends on it can
/// happen: a command before it is sent, an answer when it is read.
public final class HistoryRecorder {
    /// The end of a stretch of places that is still open.
    public static final long OPEN = Long.MAX_VALUE;

    private final LongSupplier nanos;
    private final List<Step> steps = new ArrayList<>();

    public HistoryRecorder() {
        this(System::nanoTime);
    }

    HistoryRecorder(LongSupplier nanos) {
        this.nanos = nanos;
    }

    private synchronized void append(Step step) {
        steps.add(step);
    }

    /// A command is about to be sent over this connection.
    public void invoked(Sender sender, String conversation, String cid, String text) {
        append(new Step.Invoked(nanos.getAsLong(), sender, conversation, cid, text));
    }

    /// It was acknowledged.
    public void acked(Sender sender, String cid, String conversation, long seq) {
        append(new Step.Acked(nanos.getAsLong(), sender, cid, conversation, seq));
    }

    /// It was refused.
    public void failed(Sender sender, String cid, String error) {
        append(new Step.Failed(nanos.getAsLong(), sender, cid, error));
    }

    /// The connection ended without an answer to it.
    public void unknown(Sender sender, String cid) {
        append(new Step.Unknown(nanos.getAsLong(), sender, cid));
    }

    /// A person may read these places, both included; `to` may be [#OPEN].
    public void allowed(String person, String conversation, long from, long to) {
        append(new Step.Allowed(nanos.getAsLong(), person, conversation, from, to));
    }

    /// This reader promises to have everything from this place on.
    public void whole(Reader reader, String conversation, long from) {
        append(new Step.Whole(nanos.getAsLong(), reader, conversation, from));
    }

    /// A reader was shown an event.
    public void seen(Reader reader, Entry entry) {
        append(new Step.Seen(nanos.getAsLong(), reader, entry));
    }

    /// What a device's state comes to in the end.
    public void hashed(Reader reader, String scope, String hash) {
        append(new Step.Hashed(nanos.getAsLong(), reader, scope, hash));
    }

    /// What was recorded so far.
    public synchronized History history() {
        return new History(steps);
    }
}
