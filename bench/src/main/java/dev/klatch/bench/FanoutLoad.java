package dev.klatch.bench;

import dev.klatch.protocol.CommandId;
import dev.klatch.protocol.FrameCodec;
import dev.klatch.protocol.Notice;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Posts to `everyone` and counts what arrives. Closed loop: so many posts outstanding over all
/// senders, a post being outstanding until it is acknowledged. Open loop: so many posts a second,
/// whatever comes back. On the event loop of the crowd only.
final class FanoutLoad implements Seat.Ear {
    /// A text is as long as this, in bytes: the time of the post in nanoseconds and filling.
    private static final int TEXT = 100;

    private static final int TIME = 19;
    private static final String FILLING = "the quick brown fox jumps over the lazy dog ".repeat(2);
    private static final int SAMPLED = 20;
    private static final long BUSY_MILLIS = 10;

    /// What was counted up to one moment.
    record Count(long nanos, long accepted, long refused, long delivered) {}

    private final EventLoop loop;
    private final Latencies latencies = new Latencies();
    private final Map<Seat, Long> lastSeq = new HashMap<>();
    private final Set<Seat> toFlush = new HashSet<>();
    private List<Seat> senders = List.of();
    private List<Seat> receivers = List.of();
    private Notice.@Nullable Welcome welcome;
    private @Nullable ScheduledFuture<?> clock;
    private boolean running;
    private boolean closedLoop;
    private int turn;
    private long outstanding;
    private long accepted;
    private long refused;
    private long gaps;
    private long cuts;
    private String lastTrouble = "";

    FanoutLoad(EventLoop loop) {
        this.loop = loop;
    }

    /// Begins: `receivers` are counted and, some of them, sampled; `senders` post.
    void seat(List<Seat> from, List<Seat> to) {
        senders = from;
        receivers = to;
        int step = Math.max(1, to.size() / SAMPLED);
        for (int i = 0; i < to.size(); i += step) {
            lastSeq.put(to.get(i), 0L);
        }
    }

    void startWindow(int window) {
        running = true;
        closedLoop = true;
        for (int i = 0; i < window; i++) {
            post(senders.get(i % senders.size()));
        }
        senders.forEach(Seat::flush);
    }

    void startRate(double postsPerSecond) {
        running = true;
        long period = Math.round(1e9 / postsPerSecond);
        clock = loop.scheduleAtFixedRate(this::tick, period, period, TimeUnit.NANOSECONDS);
    }

    private void tick() {
        Seat sender = senders.get(turn++ % senders.size());
        post(sender);
        sender.flush();
    }

    /// No more posts; what is under way still arrives.
    void stop() {
        running = false;
        if (clock != null) {
            clock.cancel(false);
        }
    }

    /// Forgets the latencies so far: the measurement begins here.
    void clearLatencies() {
        latencies.clear();
    }

    Latencies latencies() {
        return latencies;
    }

    Count count() {
        long delivered = receivers.stream().mapToLong(seat -> seat.posted).sum();
        return new Count(System.nanoTime(), accepted, refused, delivered);
    }

    /// Whether every post was answered and every acknowledged one has reached every receiver.
    boolean hasArrived() {
        Count count = count();
        return outstanding == 0 && count.delivered >= count.accepted * receivers.size();
    }

    /// Places that a sampled receiver did not see one after the other.
    long gaps() {
        return gaps;
    }

    /// Connections that the server ended.
    long cuts() {
        return cuts;
    }

    /// The last refusal or ending, in words; empty if there was none.
    String lastTrouble() {
        return lastTrouble;
    }

    private void post(Seat sender) {
        if (welcome == null) {
            throw new IllegalStateException("nobody was welcomed");
        }
        outstanding++;
        CommandId cid = CommandId.fresh(System.currentTimeMillis(), ThreadLocalRandom.current());
        String time = Long.toString(System.nanoTime());
        StringBuilder json = new StringBuilder(320);
        json.append("{\"kind\":\"post\",\"ref\":").append(sender.nextRef());
        json.append(",\"cid\":\"").append(cid.text());
        json.append("\",\"epoch\":\"").append(welcome.epoch());
        json.append("\",\"conversation\":\"").append(welcome.everyone().text());
        json.append("\",\"text\":\"").repeat("0", TIME - time.length()).append(time);
        json.append(FILLING, 0, TEXT - TIME).append("\"}");
        sender.queueText(json.toString());
    }

    @Override
    public void welcome(Seat seat, String json) {
        if (welcome == null && FrameCodec.decodeServer(json) instanceof Notice.Welcome first) {
            welcome = first;
        }
    }

    @Override
    public void posted(Seat seat, ByteBuf in, int at, int length) {
        Long last = lastSeq.get(seat);
        if (last == null) {
            return;
        }
        // The text is the last field of the frame, so its place is known from the end.
        int text = at + length - 2 - TEXT;
        latencies.add(System.nanoTime() - number(in, text, TIME));
        long seq = seq(in, at, length);
        if (last != 0 && seq != last + 1) {
            gaps++;
        }
        lastSeq.put(seat, seq);
    }

    private static long seq(ByteBuf in, int at, int length) {
        for (int i = at; i + 6 < at + length; i++) {
            if (in.getByte(i) == '"' && in.getInt(i + 1) == 0x73657122) {
                int begin = i + 6;
                int end = begin;
                while (in.getByte(end) >= '0' && in.getByte(end) <= '9') {
                    end++;
                }
                return number(in, begin, end - begin);
            }
        }
        return 0;
    }

    private static long number(ByteBuf in, int at, int digits) {
        long value = 0;
        for (int i = 0; i < digits; i++) {
            value = value * 10 + (in.getByte(at + i) - '0');
        }
        return value;
    }

    @Override
    public void accepted(Seat seat) {
        accepted++;
        outstanding--;
        if (running && closedLoop) {
            post(seat);
            toFlush.add(seat);
        }
    }

    @Override
    public void refused(Seat seat, String json) {
        refused++;
        outstanding--;
        lastTrouble = json;
        if (running && closedLoop) {
            loop.schedule(() -> retry(seat), BUSY_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void retry(Seat seat) {
        if (running) {
            post(seat);
            seat.flush();
        }
    }

    @Override
    public void readAll(Seat seat) {
        if (toFlush.remove(seat)) {
            seat.flush();
        }
    }

    @Override
    public void cut(Seat seat, String how) {
        cuts++;
        lastTrouble = how;
    }
}
