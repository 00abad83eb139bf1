package dev.klatch.tests.faults;

import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.Event;
import dev.klatch.protocol.MessageFrame;
import dev.klatch.tests.history.Entry;
import dev.klatch.tests.history.HistoryRecorder;
import dev.klatch.tests.history.Reader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What a device shows of its conversations, and what its present connection tells it live. It
/// knows an event that it has by its place; a hole it shows as it is, for the checker to find.
/// Under the lock of its device.
final class DeviceView {
    private static final class Shown {
        long head;
        long headTime;
        long live;
        int hash;
        final List<Event> early = new ArrayList<>();
    }

    private final Guest guest;
    private final String name;
    private final HistoryRecorder recorder;
    private final Map<ConversationId, Shown> shown = new HashMap<>();
    private int connection;
    private boolean caughtUp;

    DeviceView(Guest guest, String name, Map<ConversationId, Long> from, HistoryRecorder recorder) {
        this.guest = guest;
        this.name = name;
        this.recorder = recorder;
        from.forEach((conversation, seq) -> {
            Shown start = new Shown();
            start.head = seq;
            shown.put(conversation, start);
        });
    }

    Reader reader() {
        return new Reader(guest.person(), name + " shows");
    }

    /// A new connection begins: what comes live waits until the missed is here.
    void reconnect() {
        connection++;
        caughtUp = false;
        shown.values()
                .forEach(each -> {
                    each.live = 0;
                    each.early.clear();
                });
    }

    List<MessageFrame.Cursor> cursors() {
        List<MessageFrame.Cursor> cursors = new ArrayList<>();
        shown.forEach((conversation, each) ->
                cursors.add(
                        new MessageFrame.Cursor(
                                conversation,
                                each.head,
                                each.headTime == 0 ? null : each.headTime)));
        return cursors;
    }

    /// All that was missed is shown: now what came live in the meantime.
    void catchUp() {
        caughtUp = true;
        for (Shown each : shown.values()) {
            each.early.forEach(this::show);
            each.early.clear();
        }
    }

    /// An event that came live, on its own or as the answer that stands for it.
    void live(Event event) {
        Shown here = shown.get(event.conversation());
        if (here == null) {
            return;
        }
        recorder.seen(new Reader(guest.person(), name + " live " + connection), Entries.of(event));
        here.live = event.seq();
        if (caughtUp) {
            show(event);
        } else {
            here.early.add(event);
        }
    }

    void show(Event event) {
        Shown here = shown.get(event.conversation());
        if (here != null && event.seq() > here.head) {
            here.head = event.seq();
            here.headTime = event.time();
            Entry entry = Entries.of(event);
            here.hash = 31 * here.hash + entry.hashCode();
            recorder.seen(reader(), entry);
        }
    }

    /// Whether this place is after all that was shown or came live.
    boolean isNew(ConversationId conversation, long seq) {
        Shown here = shown.get(conversation);
        return here != null && seq > Math.max(here.head, here.live);
    }

    long head(ConversationId conversation) {
        Shown here = shown.get(conversation);
        return here == null ? 0 : here.head;
    }

    /// What the view of a conversation comes to.
    String hash(ConversationId conversation) {
        Shown here = shown.get(conversation);
        return here == null ? "nothing" : here.head + ":" + here.hash;
    }
}
