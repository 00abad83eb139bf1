package dev.klatch.core;

import dev.klatch.core.Rules.Sent;
import dev.klatch.core.conversation.Conversations;
import dev.klatch.core.journal.ContentHash;
import dev.klatch.core.journal.DoneCommand;
import dev.klatch.core.journal.Draft;
import dev.klatch.core.journal.Journal;
import dev.klatch.core.journal.StoredPerson;
import dev.klatch.core.limit.Limiter;
import dev.klatch.core.limit.Pace;
import dev.klatch.core.presence.Connection;
import dev.klatch.core.presence.Presence;
import dev.klatch.core.time.EventTime;
import dev.klatch.core.time.Time;
import dev.klatch.protocol.AccountFrame;
import dev.klatch.protocol.AdministrationFrame;
import dev.klatch.protocol.CallFrame.DeclineCall;
import dev.klatch.protocol.CallFrame.JoinCall;
import dev.klatch.protocol.CallFrame.LeaveCall;
import dev.klatch.protocol.CallFrame.SendSignal;
import dev.klatch.protocol.CallFrame.SetLeg;
import dev.klatch.protocol.CallFrame.StartCall;
import dev.klatch.protocol.Command;
import dev.klatch.protocol.ConversationFrame.ChangeConversation;
import dev.klatch.protocol.ConversationFrame.CreateGroup;
import dev.klatch.protocol.ConversationFrame.CreateRoom;
import dev.klatch.protocol.ConversationFrame.Join;
import dev.klatch.protocol.ConversationFrame.Leave;
import dev.klatch.protocol.ConversationFrame.OpenDirect;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.FrameCodec;
import dev.klatch.protocol.Instruction;
import dev.klatch.protocol.MemberFrame.Ban;
import dev.klatch.protocol.MemberFrame.Invite;
import dev.klatch.protocol.MemberFrame.Mute;
import dev.klatch.protocol.MemberFrame.Remove;
import dev.klatch.protocol.MemberFrame.SetStanding;
import dev.klatch.protocol.MemberFrame.Unban;
import dev.klatch.protocol.MessageFrame.Delete;
import dev.klatch.protocol.MessageFrame.Edit;
import dev.klatch.protocol.MessageFrame.Forward;
import dev.klatch.protocol.MessageFrame.Pin;
import dev.klatch.protocol.MessageFrame.Play;
import dev.klatch.protocol.MessageFrame.Post;
import dev.klatch.protocol.MessageFrame.React;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.PresenceFrame;
import dev.klatch.protocol.Refusal;
import dev.klatch.protocol.Refused;
import dev.klatch.protocol.Role;
import dev.klatch.protocol.StateFrame.MarkRead;
import dev.klatch.protocol.StateFrame.SetState;
import java.util.List;
import java.util.random.RandomGenerator;

/// Decides requests against the state of now. A decision is not true before the journal has made it
/// durable: then [#committed] is called, or [#forget] if it has not. Belongs to the sequencer.
public final class Chat {
    /// Of all connections of a person together, beside commands.
    private static final int INSTRUCTIONS_AT_ONCE = 60;

    private static final long MILLIS_EACH_INSTRUCTION = 100;
    private static final int INSTRUCTING = 10_000;

    /// What all see, and what stays: it costs more than a message.
    private static final int COST_OF_A_PLACE = 4;

    private final Draft draft;
    private final Conversations conversations;
    private final Time time;
    private final Limiting limiting;
    private final String epoch;
    private final ContentHash.Maker contentHash;
    private final Pace pace;
    private final Limiter<PersonId> instructions =
            new Limiter<>(INSTRUCTING, INSTRUCTIONS_AT_ONCE, MILLIS_EACH_INSTRUCTION);
    private final Happenings happenings;
    private final PostRules postRules;
    private final FileRules fileRules;
    private final MessageRules messageRules;
    private final MemberRules memberRules;
    private final StateRules stateRules;
    private final GameRules gameRules;
    private final CallRules callRules;
    private final LegRules legRules;
    private final ConversationRules conversationRules;
    private final PeopleRules peopleRules;
    private final AccountRules accountRules;
    private final PeopleFrames peopleFrames;
    private final PresenceRules presenceRules;
    private final Presence presence;

    /// `random` makes the ids: it must not be guessable.
    public Chat(
            Journal journal,
            Time time,
            RandomGenerator random,
            ServerFacts facts,
            Limiting limiting) {
        this.draft = new Draft(journal);
        this.conversations = new Conversations(journal);
        this.time = time;
        this.limiting = limiting;
        this.pace = new Pace(limiting.burst(), limiting.millisEach(), limiting.afterConnecting());
        this.epoch = facts.epoch();
        this.contentHash = new ContentHash.Maker(journal.contentKey());
        Rules rules =
                new Rules(
                        draft,
                        conversations,
                        new EventTime(journal.lastEventMillis()),
                        time,
                        random,
                        journal.everyone(),
                        facts.roomMembers());
        this.presence = new Presence();
        Lookout lookout = new Lookout(rules, presence);
        this.happenings = new Happenings(rules, lookout);
        Mentions mentions = new Mentions(draft);
        this.messageRules = new MessageRules(rules, happenings, mentions);
        this.gameRules = new GameRules(rules, happenings);
        this.callRules = new CallRules(rules, happenings, presence, facts.calls(), limiting);
        callRules.begin(journal.openCalls());
        this.legRules = new LegRules(rules, callRules);
        Membership membership = new Membership(rules, happenings, callRules);
        Crowding crowding = new Crowding(rules, happenings, limiting);
        this.conversationRules =
                new ConversationRules(rules, happenings, presence, membership, crowding);
        this.memberRules = new MemberRules(rules, happenings, membership, crowding);
        this.stateRules = new StateRules(rules);
        Watching watching = new Watching(rules, presence);
        this.presenceRules =
                new PresenceRules(rules, facts, memberRules, watching, callRules, lookout);
        presenceRules.begin(journal.openGuests());
        AdministrationRules administration = new AdministrationRules(rules, presenceRules);
        this.fileRules = new FileRules(rules, happenings, administration, facts.files());
        this.postRules = new PostRules(rules, happenings, presence, mentions, fileRules);
        InviteRules invites =
                new InviteRules(
                        rules,
                        happenings,
                        membership,
                        administration,
                        presenceRules,
                        facts.entrance());
        this.accountRules =
                new AccountRules(rules, happenings, memberRules, administration, presenceRules);
        ReportRules reports = new ReportRules(rules, administration, presence);
        this.peopleRules = new PeopleRules(rules, presenceRules, invites, facts.entrance());
        this.peopleFrames =
                new PeopleFrames(accountRules, administration, invites, reports, fileRules);
    }

    /// Whether this person is online. Safe to call from any thread.
    public boolean isOnline(PersonId person) {
        return presence.isOnline(person);
    }

    /// Decides these requests, in this order.
    Batch decide(List<Request> requests) {
        Batch batch = new Batch(draft);
        for (Request request : requests) {
            batch.begin(request);
            switch (request) {
                case Request.Client(var from, var command) -> command(batch, from, command);
                case Request.Instructed(var from, var instruction) ->
                        instruct(batch, from, instruction);
                case Request.Connected(var connection) -> {
                    stateRules.connected(batch, connection.person());
                    pace.connected(connection.person(), time.steadyMillis());
                    presenceRules.connected(batch, connection);
                }
                case Request.Disconnected(var connection, var parting) ->
                        presenceRules.disconnected(batch, connection, parting);
                case Request.EnterGuest enter -> peopleRules.enter(batch, enter);
                case Request.SignUp signUp -> peopleRules.signUp(batch, signUp);
                case Request.OpenSession open -> peopleRules.openSession(batch, open);
                case Request.EndSession end -> presenceRules.endSession(batch, end);
                case Request.BeginUpload begin -> fileRules.begin(batch, begin);
                case Request.FinishUpload finish -> fileRules.finish(batch, finish);
                case Request.EndFiles end -> fileRules.end(batch, end);
                case Request.Tick tick -> {
                    presenceRules.tick(batch);
                    stateRules.tick(batch);
                    batch.begin(tick);
                    callRules.tick(batch);
                }
                case Request.Wipe wipe ->
                        throw new IllegalArgumentException("the sequencer wipes by itself");
                case Request.ChangePassword change -> accountRules.changePassword(batch, change);
                case Request.DeleteAccount delete -> accountRules.delete(batch, delete);
                case Request.Erase erase -> accountRules.erase(batch, erase);
                case Request.OfferOwnership offer -> peopleFrames.offer(batch, offer);
            }
        }
        callRules.tell(batch);
        return batch;
    }

    private void command(Batch batch, Connection from, Command command) {
        StoredPerson author = draft.person(from.person());
        if (author == null || author.closed()) {
            no(batch, from, command, Refused.of(command.ref(), Refusal.NOT_SIGNED_IN));
            return;
        }
        if (!command.epoch().equals(epoch)) {
            no(batch, from, command, Refused.of(command.ref(), Refusal.EPOCH_CHANGED));
            return;
        }
        long wait = limiting.isOn() ? paced(author, command) : 0;
        if (wait > 0) {
            no(batch, from, command, Refused.of(command.ref(), Refusal.SLOW_DOWN).after(wait));
            return;
        }
        ContentHash hash = contentHash.of(FrameCodec.content(command));
        DoneCommand done = draft.done(command.cid(), author.id());
        if (done == null) {
            fresh(batch, new Sent(from, author, hash), command);
        } else if (done.hash().equals(hash)) {
            happenings.repeat(batch, from, command, done);
        } else {
            no(batch, from, command, Refused.of(command.ref(), Refusal.CID_REUSED));
        }
    }

    private long paced(StoredPerson author, Command command) {
        boolean place = command instanceof CreateRoom || command instanceof CreateGroup;
        return pace.take(author.id(), time.steadyMillis(), place ? COST_OF_A_PLACE : 1);
    }

    private void no(Batch batch, Connection from, Command command, Refused refused) {
        happenings.tellNo(batch, from, command, refused);
    }

    private void fresh(Batch batch, Sent sent, Command command) {
        switch (command) {
            case Post post -> postRules.post(batch, sent, post);
            case Forward forward -> postRules.forward(batch, sent, forward);
            case Edit edit -> messageRules.edit(batch, sent, edit);
            case Delete delete -> messageRules.delete(batch, sent, delete);
            case React react -> messageRules.react(batch, sent, react);
            case Pin pin -> messageRules.pin(batch, sent, pin);
            case Play play -> gameRules.play(batch, sent, play);
            case StartCall start -> callRules.start(batch, sent, start);
            case CreateRoom create -> conversationRules.createRoom(batch, sent, create);
            case CreateGroup create -> conversationRules.createGroup(batch, sent, create);
            case OpenDirect open -> conversationRules.openDirect(batch, sent, open);
            case ChangeConversation change -> conversationRules.change(batch, sent, change);
            case Join join -> memberRules.join(batch, sent, join);
            case Leave leave -> memberRules.leave(batch, sent, leave);
            case Invite invite -> memberRules.invite(batch, sent, invite);
            case Remove remove -> memberRules.remove(batch, sent, remove);
            case Ban ban -> memberRules.ban(batch, sent, ban);
            case Unban unban -> memberRules.unban(batch, sent, unban);
            case Mute mute -> memberRules.mute(batch, sent, mute);
            case SetStanding set -> memberRules.setStanding(batch, sent, set);
        }
    }

    private void instruct(Batch batch, Connection from, Instruction instruction) {
        StoredPerson person = draft.person(from.person());
        if (person == null || person.closed()) {
            no(batch, from, instruction, Refusal.NOT_SIGNED_IN);
            return;
        }
        long wait =
                limiting.isOn()
                                && person.role() != Role.SERVER
                                && !(instruction instanceof SendSignal)
                        ? instructions.take(person.id(), time.steadyMillis())
                        : 0;
        if (wait > 0) {
            Refused slower = Refused.of(instruction.ref(), Refusal.SLOW_DOWN).after(wait);
            batch.tell(new Outcome.Told(from, slower));
            return;
        }
        switch (instruction) {
            case PresenceFrame frame -> presenceRules.watch(batch, from, frame);
            case MarkRead mark -> stateRules.markRead(batch, from, person, mark);
            case SetState set -> stateRules.setState(batch, from, person, set);
            case JoinCall join -> legRules.join(batch, from, person, join);
            case LeaveCall leave -> legRules.leave(batch, from, person, leave);
            case DeclineCall decline -> legRules.decline(batch, from, person, decline);
            case SendSignal signal -> legRules.signal(batch, from, person, signal);
            case SetLeg set -> legRules.setLeg(batch, from, person, set);
            case AccountFrame frame -> peopleFrames.hear(batch, from, person, frame);
            case AdministrationFrame frame -> peopleFrames.hear(batch, from, person, frame);
        }
    }

    private static void no(Batch batch, Connection from, Instruction frame, Refusal refusal) {
        batch.tell(new Outcome.Told(from, Refused.of(frame.ref(), refusal)));
    }

    /// What a connection of this person's takes part in, by what is durable.
    List<ConversationId> into(PersonId person) {
        return presenceRules.into(person);
    }

    /// The batch is durable.
    void committed() {
        draft.committed();
        stateRules.committed();
        callRules.committed();
        conversations.trim();
    }

    /// The batch was not kept: look everything up anew.
    void forget() {
        draft.forget();
        stateRules.forget();
        callRules.forget();
        conversations.forget();
    }
}
