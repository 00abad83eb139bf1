package dev.klatch.bench;

import dev.klatch.protocol.CommandId;
import dev.klatch.protocol.FrameCodec;
import dev.klatch.protocol.Notice;
import io.netty.channel.EventLoop;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Measures what it costs the server that many join one room: each member hears of each that comes
/// after. Several rooms are filled, and the one in the middle is what counts.
@Command(
        name = "join",
        mixinStandardHelpOptions = true,
        description = "Lets so many people, all connected, join one room as fast as they can.")
final class JoinCommand implements Callable<Integer> {
    private static final Duration TO_JOIN = Duration.ofMinutes(2);
    private static final Duration TO_SETTLE = Duration.ofSeconds(2);

    /// Rooms filled before the one that counts, so that the server is as warm as one that has been
    /// up for a while.
    private static final int WARM_ROOMS = 12;

    /// Rooms that count; the one in the middle is the result.
    private static final int ROOMS = 5;

    /// What was measured.
    record Figures(int members, double microsPerMember, double seconds, long refused, long cuts) {}

    @Spec private @Nullable CommandSpec spec;
    @Mixin private TargetOptions target = new TargetOptions();

    @Option(names = "--members", defaultValue = "1000", description = "${DEFAULT-VALUE}")
    private int members;

    /// Counts who is in. On the event loop of the crowd only.
    private static final class Joining implements Seat.Ear {
        private Notice.@Nullable Welcome welcome;
        private CompletableFuture<Long> done = new CompletableFuture<>();
        private CompletableFuture<String> made = new CompletableFuture<>();
        private long waiting;
        private long refused;
        private long cuts;

        @Override
        public void welcome(Seat seat, String json) {
            if (FrameCodec.decodeServer(json) instanceof Notice.Welcome said) {
                welcome = said;
            }
        }

        @Override
        public void entered(Seat seat, String json) {
            if (FrameCodec.decodeServer(json) instanceof Notice.Entered(var summary)) {
                made.complete(summary.conversation().text());
            }
        }

        @Override
        public void accepted(Seat seat) {
            count();
        }

        @Override
        public void refused(Seat seat, String json) {
            refused++;
            count();
        }

        private void count() {
            waiting--;
            if (waiting == 0) {
                done.complete(System.nanoTime());
            }
        }

        @Override
        public void cut(Seat seat, String how) {
            cuts++;
        }

        private void say(Seat seat, String kind, String rest) {
            String epoch = welcome == null ? "" : welcome.epoch();
            CommandId cid =
                    CommandId.fresh(System.currentTimeMillis(), ThreadLocalRandom.current());
            seat.sendText(
                    "{\"kind\":\""
                            + kind
                            + "\",\"ref\":"
                            + seat.nextRef()
                            + ",\"cid\":\""
                            + cid
                            + "\",\"epoch\":\""
                            + epoch
                            + "\","
                            + rest
                            + "}");
        }
    }

    @Override
    public Integer call() throws CannotMeasure, InterruptedException {
        Crowd.checkRoom(members, OsProcess.self(), "this driver");
        Path folder = TargetOptions.freshFolder();
        try (TargetServer server = target.server(folder)) {
            Crowd.checkRoom(members, server.process(), "the server");
            Figures figures = measure(server);
            Commands.out(spec)
                    .printf(
                            """

                            server CPU          %.0f µs a member
                            members             %,d, all in after %.2f s
                            refused, cut        %,d, %,d
                            """,
                            figures.microsPerMember,
                            figures.members,
                            figures.seconds,
                            figures.refused,
                            figures.cuts)
                    .flush();
            new Results(target.results()).add(target.kind("join"), figures, row(figures));
        } finally {
            TargetOptions.delete(folder);
        }
        return 0;
    }

    private Figures measure(TargetServer server) throws CannotMeasure, InterruptedException {
        PrintWriter out = Commands.out(spec);
        try (Guests guests = new Guests(server);
                Crowd crowd = new Crowd(server)) {
            out.printf("Signing in %,d guests.%n", members);
            out.flush();
            Joining joining = new Joining();
            List<Seat> seats = crowd.open(guests.signIn(members), joining);
            for (int room = 0; room < WARM_ROOMS; room++) {
                fill(server, crowd.loop(), joining, seats, "warm " + room);
            }
            out.println("Warm. Now the rooms that count.");
            out.flush();
            List<Figures> rooms = new ArrayList<>();
            for (int room = 0; room < ROOMS; room++) {
                rooms.add(fill(server, crowd.loop(), joining, seats, "measured " + room));
            }
            rooms.sort(Comparator.comparingDouble(Figures::microsPerMember));
            return rooms.get(ROOMS / 2);
        }
    }

    private Figures fill(
            TargetServer server, EventLoop loop, Joining joining, List<Seat> seats, String title)
            throws CannotMeasure, InterruptedException {
        loop.execute(() -> {
            joining.made = new CompletableFuture<>();
            joining.say(seats.getFirst(), "create-room", "\"name\":\"" + title + "\"");
        });
        server.run(TO_SETTLE);
        Duration before = server.process().cpu();
        long begin = System.nanoTime();
        CompletableFuture<Long> done = new CompletableFuture<>();
        loop.execute(() -> {
            String room = "\"conversation\":\"" + joining.made.join() + "\"";
            joining.waiting = seats.size() - 1L;
            joining.done = done;
            seats.subList(1, seats.size()).forEach(seat -> joining.say(seat, "join", room));
        });
        double seconds;
        try {
            seconds = (done.get(TO_JOIN.toSeconds(), TimeUnit.SECONDS) - begin) / 1e9;
        } catch (ExecutionException | TimeoutException late) {
            throw new CannotMeasure("Not all came in within " + TO_JOIN + ".", late);
        }
        server.run(TO_SETTLE);
        Duration cpu = server.process().cpu().minus(before);
        return new Figures(
                members,
                cpu.toNanos() / 1e3 / (members - 1),
                seconds,
                joining.refused,
                joining.cuts);
    }

    private static Map<String, String> row(Figures it) {
        Map<String, String> row = new LinkedHashMap<>();
        row.put("members", Integer.toString(it.members));
        row.put("server µs/member", "%.0f".formatted(it.microsPerMember));
        row.put("s until all are in", "%.2f".formatted(it.seconds));
        row.put("refused", Long.toString(it.refused));
        row.put("cut", Long.toString(it.cuts));
        return row;
    }
}
