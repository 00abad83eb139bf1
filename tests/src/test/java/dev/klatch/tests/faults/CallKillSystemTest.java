package dev.klatch.tests.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.klatch.protocol.Answer;
import dev.klatch.protocol.CallFrame.JoinCall;
import dev.klatch.protocol.CallFrame.LeaveCall;
import dev.klatch.protocol.CallFrame.StartCall;
import dev.klatch.protocol.CallMedia;
import dev.klatch.protocol.CommandId;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.Event;
import dev.klatch.protocol.LegId;
import dev.klatch.protocol.MessageFrame.ReadHistory;
import dev.klatch.protocol.PersonId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A server that is killed while people talk: their call is there when it is back.
final class CallKillSystemTest {
    @TempDir Path data;
    private final Random random = new Random(5);

    private CommandId cid() {
        return CommandId.fresh(System.currentTimeMillis(), random);
    }

    @Test
    void aCallOutlivesTheServerAndItsLegsComeBack() throws IOException, InterruptedException {
        LegId anas = new LegId(cid());
        LegId bobs = new LegId(cid());
        Guest ana;
        Guest bob;
        ConversationId direct;
        long call;
        try (KlatchProcess server = KlatchProcess.start(data)) {
            ana = Guest.signIn(server.url(), "ana");
            bob = Guest.signIn(server.url(), "bob");
            try (Asker one = new Asker(server.url(), ana, random);
                    Asker other = new Asker(server.url(), bob, random)) {
                direct = one.openDirect("bob");
                CommandId cid = cid();
                String epoch = one.welcome().epoch();
                Answer started =
                        one.ask(ref -> new StartCall(ref, cid, epoch, direct, CallMedia.VIDEO));
                call = ((Answer.Accepted) started).seq();
                joins(one, direct, call, anas);
                joins(other, direct, call, bobs);
                server.kill();
            }
        }
        try (KlatchProcess server = KlatchProcess.start(data);
                Asker one = new Asker(server.url(), ana, random);
                Asker other = new Asker(server.url(), bob, random)) {
            joins(one, direct, call, anas);
            assertEquals(2, joins(other, direct, call, bobs).legs().size());
            one.ask(ref -> new LeaveCall(ref, direct, call, anas));
            Answer page = one.ask(ref -> new ReadHistory(ref, direct, null, null, null));
            Event.Called end = (Event.Called) ((Answer.History) page).events().getLast();
            assertEquals(call, end.call());
            List<PersonId> people = Objects.requireNonNull(end.people());
            List<String> ids = people.stream().map(PersonId::text).toList();
            assertEquals(List.of(ana.person(), bob.person()), ids);
        }
    }

    private static Answer.CallJoined joins(Asker who, ConversationId where, long call, LegId leg)
            throws IOException {
        return (Answer.CallJoined) who.ask(ref -> new JoinCall(ref, where, call, leg, false, true));
    }
}
