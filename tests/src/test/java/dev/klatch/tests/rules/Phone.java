package dev.klatch.tests.rules;

import dev.klatch.core.Request;
import dev.klatch.protocol.Answer;
import dev.klatch.protocol.CallFrame.DeclineCall;
import dev.klatch.protocol.CallFrame.JoinCall;
import dev.klatch.protocol.CallFrame.LeaveCall;
import dev.klatch.protocol.CallFrame.SendSignal;
import dev.klatch.protocol.CallFrame.SetLeg;
import dev.klatch.protocol.CallFrame.StartCall;
import dev.klatch.protocol.CallLeg;
import dev.klatch.protocol.CallMedia;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.Event;
import dev.klatch.protocol.LegId;
import dev.klatch.protocol.Notice;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.ServerFrame;
import dev.klatch.protocol.SignalSort;
import java.util.List;

/// A device that calls and is called in one conversation.
final class Phone {
    final Device device;
    final LegId leg;
    private final Stage stage;
    private final ConversationId where;

    Phone(Stage stage, Device device, ConversationId where) {
        this(stage, device, where, new LegId(stage.cid()));
    }

    private Phone(Stage stage, Device device, ConversationId where, LegId leg) {
        this.stage = stage;
        this.device = device;
        this.where = where;
        this.leg = leg;
    }

    /// The same device on another connection, or after a restart of the server.
    Phone over(Stage now, Device other) {
        return new Phone(now, other, where, leg);
    }

    PersonId person() {
        return device.person();
    }

    Request start() {
        return new Request.Client(
                device,
                new StartCall(
                        device.nextRef(),
                        stage.cid(),
                        stage.journal.epoch(),
                        where,
                        CallMedia.SOUND));
    }

    /// Starts a call, which is accepted; its number.
    long starts() {
        device.news();
        stage.run(start());
        return device.accepted().seq();
    }

    /// Starts a call and is in it.
    long calls() {
        long call = starts();
        joins(call);
        device.one(Answer.CallJoined.class);
        return call;
    }

    void joins(long call) {
        joins(call, leg);
    }

    void joins(long call, LegId as) {
        stage.instruct(device, ref -> new JoinCall(ref, where, call, as, false, false));
    }

    void joinsSeen(long call) {
        stage.instruct(device, ref -> new JoinCall(ref, where, call, leg, false, true));
    }

    void leaves(long call) {
        stage.instruct(device, ref -> new LeaveCall(ref, where, call, leg));
    }

    void declines(long call) {
        stage.instruct(device, ref -> new DeclineCall(ref, where, call));
    }

    void signals(long call, Phone to) {
        stage.instruct(
                device,
                ref ->
                        new SendSignal(
                                ref,
                                where,
                                call,
                                leg,
                                to.leg,
                                SignalSort.CANDIDATE,
                                "a candidate"));
    }

    void mutes(long call) {
        stage.instruct(device, ref -> new SetLeg(ref, where, call, leg, true, false, false));
    }

    void shares(long call) {
        stage.instruct(device, ref -> new SetLeg(ref, where, call, leg, false, false, true));
    }

    /// The end of a call here that is among the news, and nothing of a call here after it.
    Event.Called ended() {
        List<ServerFrame> ofCalls =
                device.news().stream()
                        .filter(frame ->
                                switch (frame) {
                                    case Event.Called it -> it.conversation().equals(where);
                                    case Notice.CallNow it -> it.conversation().equals(where);
                                    case Notice.LegEnded it -> it.conversation().equals(where);
                                    default -> false;
                                })
                        .toList();
        if (!ofCalls.isEmpty() && ofCalls.getLast() instanceof Event.Called called) {
            return called;
        }
        throw new AssertionError("no end of a call in " + ofCalls);
    }

    /// How the call stands by the last of the news.
    Notice.CallNow now() {
        return device.news(Notice.CallNow.class).getLast();
    }

    /// Who is in the call by the last of the news.
    List<PersonId> inIt() {
        return now().legs().stream().map(CallLeg::person).toList();
    }
}
