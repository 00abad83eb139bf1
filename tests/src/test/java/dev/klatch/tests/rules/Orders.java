package dev.klatch.tests.rules;

import dev.klatch.core.Request;
import dev.klatch.protocol.Command;
import dev.klatch.protocol.CommandId;
import dev.klatch.protocol.ConversationFrame.ChangeConversation;
import dev.klatch.protocol.ConversationFrame.CreateGroup;
import dev.klatch.protocol.ConversationFrame.CreateRoom;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.FileId;
import dev.klatch.protocol.GameAction;
import dev.klatch.protocol.Instruction;
import dev.klatch.protocol.MemberFrame;
import dev.klatch.protocol.MessageFrame;
import dev.klatch.protocol.MessageFrame.Post;
import dev.klatch.protocol.Newcomers;
import dev.klatch.protocol.Standing;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one device says, in the words of the protocol; each is decided at once.
record Orders(Stage stage, Device device) {
    private interface Making {
        Command with(long ref, CommandId cid, String epoch);
    }

    private void say(Making making) {
        Command command = making.with(device.nextRef(), stage.cid(), stage.journal.epoch());
        stage.run(new Request.Client(device, command));
    }

    void tell(Instruction instruction) {
        stage.run(new Request.Instructed(device, instruction));
    }

    void play(ConversationId where, GameAction action, @Nullable Long game, @Nullable Long square) {
        say((r, c, e) -> new MessageFrame.Play(r, c, e, where, action, game, square));
    }

    void group(String name, String... people) {
        say((r, c, e) -> new CreateGroup(r, c, e, name, List.of(people)));
    }

    void privateRoom(String name, Newcomers newcomers) {
        say((r, c, e) ->
                new CreateRoom(
                        r,
                        c,
                        e,
                        name,
                        null,
                        null,
                        dev.klatch.protocol.Access.PRIVATE,
                        newcomers,
                        null));
    }

    /// Changes one thing; the others are null.
    void change(ConversationId where, Change change) {
        say((r, c, e) ->
                new ChangeConversation(
                        r,
                        c,
                        e,
                        where,
                        change.title,
                        change.topic,
                        null,
                        null,
                        change.newcomers,
                        change.announcement,
                        change.slow,
                        change.archived));
    }

    /// One thing to change.
    static final class Change {
        private @Nullable String title;
        private @Nullable String topic;
        private @Nullable Newcomers newcomers;
        private @Nullable Boolean announcement;
        private @Nullable Long slow;
        private @Nullable Boolean archived;

        static Change title(String title) {
            Change change = new Change();
            change.title = title;
            return change;
        }

        static Change topic(String topic) {
            Change change = new Change();
            change.topic = topic;
            return change;
        }

        static Change newcomers(Newcomers newcomers) {
            Change change = new Change();
            change.newcomers = newcomers;
            return change;
        }

        static Change announcement() {
            Change change = new Change();
            change.announcement = true;
            return change;
        }

        static Change slow(long seconds) {
            Change change = new Change();
            change.slow = seconds;
            return change;
        }

        static Change archived() {
            Change change = new Change();
            change.archived = true;
            return change;
        }
    }

    void invite(ConversationId where, Device... people) {
        say((r, c, e) ->
                new MemberFrame.Invite(
                        r, c, e, where, Arrays.stream(people).map(Device::person).toList()));
    }

    void remove(ConversationId where, Device other) {
        say((r, c, e) -> new MemberFrame.Remove(r, c, e, where, other.person()));
    }

    void ban(ConversationId where, Device other) {
        say((r, c, e) -> new MemberFrame.Ban(r, c, e, where, other.person()));
    }

    void unban(ConversationId where, Device other) {
        say((r, c, e) -> new MemberFrame.Unban(r, c, e, where, other.person()));
    }

    void mute(ConversationId where, Device other, long minutes) {
        say((r, c, e) -> new MemberFrame.Mute(r, c, e, where, other.person(), minutes));
    }

    void standing(ConversationId where, Device other, Standing standing) {
        say((r, c, e) -> new MemberFrame.SetStanding(r, c, e, where, other.person(), standing));
    }

    void post(ConversationId where, String text) {
        say((r, c, e) -> new Post(r, c, e, where, text));
    }

    void answer(ConversationId where, String text, @Nullable Long reply, @Nullable Long thread) {
        say((r, c, e) -> new Post(r, c, e, where, text, reply, thread, null, null, null));
    }

    void show(ConversationId where, String text, FileId... files) {
        say((r, c, e) -> new Post(r, c, e, where, text, null, null, null, null, List.of(files)));
    }

    void call(ConversationId where, dev.klatch.protocol.Callout callout) {
        say((r, c, e) -> new Post(r, c, e, where, "look", null, null, null, callout, null));
    }

    void edit(ConversationId where, long target, String text) {
        say((r, c, e) -> new MessageFrame.Edit(r, c, e, where, target, text, null));
    }

    void delete(ConversationId where, long target) {
        say((r, c, e) -> new MessageFrame.Delete(r, c, e, where, target));
    }

    void react(ConversationId where, long target, String reaction) {
        say((r, c, e) -> new MessageFrame.React(r, c, e, where, target, reaction, true));
    }

    void pin(ConversationId where, long target) {
        say((r, c, e) -> new MessageFrame.Pin(r, c, e, where, target, true));
    }

    void forward(ConversationId from, long seq, ConversationId to) {
        MessageFrame.Place place = new MessageFrame.Place(from, seq);
        say((r, c, e) -> new MessageFrame.Forward(r, c, e, to, place));
    }
}
