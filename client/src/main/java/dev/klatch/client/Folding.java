package dev.klatch.client;

import dev.klatch.protocol.Callout;
import dev.klatch.protocol.Event;
import dev.klatch.protocol.Event.Folded;
import dev.klatch.protocol.Event.Posted;
import dev.klatch.protocol.Event.Reaction;
import dev.klatch.protocol.PersonId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// How messages read after what happened to them: a [Posted] whose `folded` is never null, as the
/// server's history has it. What was folded already changes nothing when it comes again. Knows
/// nothing but its arguments.
final class Folding {
    /// The people told of a reaction; the others are only counted.
    private static final int LISTED = 20;

    private Folding() {}

    /// As it stands when nothing has happened to it but what the server says.
    static Posted begun(Posted said) {
        return said.folded() == null
                ? with(said, new Folded(said.seq(), null, null, null, null, null, null))
                : said;
    }

    /// How it stands.
    static Folded folded(Posted message) {
        return Objects.requireNonNull(begun(message).folded());
    }

    /// Whether it was erased.
    static boolean isErased(Posted message) {
        return Boolean.TRUE.equals(folded(message).deleted());
    }

    /// As it reads after `change`, of which this one is the target. `me` is who reads.
    static Posted after(Posted message, Event change, @Nullable PersonId me) {
        if (isErased(message)) {
            return message;
        }
        return switch (change) {
            case Event.Edited edited -> edited(message, edited);
            case Event.Deleted deleted -> erased(message, deleted);
            case Event.Pinned pinned -> pinned(message, pinned);
            case Event.Reacted reacted -> reacted(message, reacted, me);
            default -> message;
        };
    }

    private static Posted edited(Posted message, Event.Edited change) {
        Folded now = folded(message);
        return said(
                message,
                change.text(),
                change.mentions(),
                new Folded(
                        change.seq(),
                        change.time(),
                        null,
                        now.pinned(),
                        now.reactions(),
                        now.replies(),
                        now.lastReply()));
    }

    /// Nothing of it is left but its place, and its thread.
    private static Posted erased(Posted message, Event.Deleted change) {
        Folded now = folded(message);
        return new Posted(
                message.conversation(),
                message.seq(),
                message.time(),
                message.author(),
                message.name(),
                message.cid(),
                "",
                null,
                message.thread(),
                null,
                null,
                null,
                null,
                new Folded(change.seq(), null, true, null, null, now.replies(), now.lastReply()));
    }

    private static Posted pinned(Posted message, Event.Pinned change) {
        Folded now = folded(message);
        return with(
                message,
                new Folded(
                        change.seq(),
                        now.edited(),
                        null,
                        change.on() ? true : null,
                        now.reactions(),
                        now.replies(),
                        now.lastReply()));
    }

    private static Posted reacted(Posted message, Event.Reacted change, @Nullable PersonId me) {
        Folded now = folded(message);
        List<Reaction> before = now.reactions() == null ? List.of() : now.reactions();
        List<Reaction> after = new ArrayList<>();
        boolean there = false;
        for (Reaction reaction : before) {
            boolean same = reaction.reaction().equals(change.reaction());
            there |= same;
            Reaction then = same ? reacted(reaction, change, me) : reaction;
            if (then.count() > 0) {
                after.add(then);
            }
        }
        if (!there && change.on()) {
            boolean mine = change.author().equals(me);
            after.add(new Reaction(change.reaction(), 1, List.of(change.author()), mine));
        }
        return with(
                message,
                new Folded(
                        change.seq(),
                        now.edited(),
                        null,
                        now.pinned(),
                        after.isEmpty() ? null : List.copyOf(after),
                        now.replies(),
                        now.lastReply()));
    }

    /// Where more people have reacted than are listed, somebody who is not in the list is taken for
    /// one who has reacted when taking it away, and for one who has not when reacting.
    private static Reaction reacted(Reaction now, Event.Reacted change, @Nullable PersonId me) {
        boolean listed = now.people().contains(change.author());
        boolean unchanged = change.on() ? listed : !listed && now.count() <= now.people().size();
        if (unchanged) {
            return now;
        }
        List<PersonId> people = new ArrayList<>(now.people());
        people.remove(change.author());
        if (change.on() && people.size() < LISTED) {
            people.add(change.author());
        }
        boolean mine = change.author().equals(me) ? change.on() : now.mine();
        long count = now.count() + (change.on() ? 1 : -1);
        return new Reaction(now.reaction(), count, List.copyOf(people), mine);
    }

    /// As the first message of a thread reads when it has so many answers, the last one there.
    static Posted answered(Posted root, long replies, @Nullable Long lastReply) {
        Folded now = folded(root);
        return with(
                root,
                new Folded(
                        now.version(),
                        now.edited(),
                        now.deleted(),
                        now.pinned(),
                        now.reactions(),
                        replies == 0 ? null : replies,
                        replies == 0 ? null : lastReply));
    }

    private static Posted with(Posted message, Folded folded) {
        return said(message, message.text(), message.mentions(), folded);
    }

    private static Posted said(
            Posted message, String text, @Nullable List<PersonId> mentions, Folded folded) {
        Callout callout = message.callout();
        return new Posted(
                message.conversation(),
                message.seq(),
                message.time(),
                message.author(),
                message.name(),
                message.cid(),
                text,
                message.reply(),
                message.thread(),
                mentions,
                callout,
                message.forwarded(),
                message.files(),
                folded);
    }

    /// The same without what depends on who reads it and since when, for comparing what two clients
    /// have.
    static Posted impersonal(Posted message) {
        Folded now = folded(message);
        List<Reaction> reactions = now.reactions() == null ? List.of() : now.reactions();
        List<Reaction> counts =
                reactions.stream()
                        .map(it -> new Reaction(it.reaction(), it.count(), List.of(), false))
                        .sorted(Comparator.comparing(Reaction::reaction))
                        .toList();
        return with(
                message,
                new Folded(
                        0,
                        now.edited(),
                        now.deleted(),
                        now.pinned(),
                        counts.isEmpty() ? null : counts,
                        now.replies(),
                        now.lastReply()));
    }
}
