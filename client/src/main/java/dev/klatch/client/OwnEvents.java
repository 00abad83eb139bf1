package dev.klatch.client;

import dev.klatch.protocol.Answer;
import dev.klatch.protocol.Command;
import dev.klatch.protocol.Event;
import dev.klatch.protocol.MessageFrame;
import dev.klatch.protocol.PersonId;
import org.jspecify.annotations.Nullable;

/// The event for which the reply to an own command stands, where the command tells all of it.
final class OwnEvents {
    private OwnEvents() {}

    /// The event, or null if only the server knows it in full: whom a text names, what was
    /// forwarded, how a game stands.
    static @Nullable Event of(Command command, Answer.Accepted accepted, PersonId me, String name) {
        return switch (command) {
            case MessageFrame.Post post when isPlain(post) ->
                    new Event.Posted(
                            accepted.conversation(),
                            accepted.seq(),
                            accepted.time(),
                            me,
                            name,
                            accepted.cid(),
                            post.text());
            case MessageFrame.Delete delete ->
                    new Event.Deleted(
                            accepted.conversation(),
                            accepted.seq(),
                            accepted.time(),
                            me,
                            name,
                            accepted.cid(),
                            delete.target());
            case MessageFrame.React react ->
                    new Event.Reacted(
                            accepted.conversation(),
                            accepted.seq(),
                            accepted.time(),
                            me,
                            name,
                            accepted.cid(),
                            react.target(),
                            react.reaction(),
                            react.on());
            case MessageFrame.Pin pin ->
                    new Event.Pinned(
                            accepted.conversation(),
                            accepted.seq(),
                            accepted.time(),
                            me,
                            name,
                            accepted.cid(),
                            pin.target(),
                            pin.on());
            default -> null;
        };
    }

    private static boolean isPlain(MessageFrame.Post post) {
        boolean alone = post.reply() == null && post.thread() == null;
        boolean calls = post.mentions() != null || post.callout() != null;
        return alone && !calls && post.files() == null && post.text().indexOf('@') < 0;
    }
}
