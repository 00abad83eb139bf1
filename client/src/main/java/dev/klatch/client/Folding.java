package dev.klatch.client;

import dev.klatch.protocol.Callout;
import dev.klatch.protocol.Event;
import dev.klatch.protocol.Event.Folded;
import dev.klatch.protocol.Event.Posted;
import dev.klatch.protocol.Event.Reaction;
import dev.klatch.protocol.PersonId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// How messages read after what happened to them: an [Posted] whose `folded` is never null, as the
/// server's history has it. What was folded already changes nothing when it comes again. Knows
/// nothing but its arguments.
final class Folding {
    private static final int LISTED = 20;

    private Folding() {}

    /// As it stands when nothing has happened to it but what the server says.
    static Posted begun(Posted said) {
        Folded folded = said.folded();
        return folded == null
                ? with(said, new Folded(said.seq(), null, null, null, null, null, null))
                : said;
    }

    /// As it reads after `change`, of which this one is the target. `me` is who reads.
    static Posted after(Posted message, Event change, @Nullable PersonId me) {
        Folded now = folded(message);
        if (Boolean.TRUE.equals(now.deleted())) {
            return message;
        }
        long version = Math.max(now.version(), change.seq());
        return switch (change) {
            case Event.Edited edited ->
                    text(message, edited.text(), edited.mentions(), message.callout())
                            .to(
                                    new Folded(
                                            version,
                                            edited.time(),
                                            null,
                                            now.pinned(),
                                            now.reactions(),
                                            now.replies(),
                                            now.lastReply()));
            case Event.Deleted _ ->
                    text(message, "", null, null)
                            .to(
                                    new Folded(
                                            version,
                                            null,
                                            true,
                                            null,
                                            null,
                                            now.replies(),
                                            now.lastReply()));
            case Event.Pinned pinned ->
                    with(
                            message,
                            new Folded(
                                    version,
                                    now.edited(),
                                    null,
                                    pinned.on() ? true : null,
                                    now.reactions(),
                                    now.replies(),
                                    now.lastReply()));
            case Event.Reacted reacted ->
                    with(
                            message,
                            new Folded(
                                    version,
                                    now.edited(),
                                    null,
                                    now.pinned(),
                                    reactions(now.reactions(), reacted, me),
                                    now.replies(),
                                    now.lastReply()));
            default -> message;
        };
    }

    /// As the first message of a thread reads after an answer in it.
    static Posted answered(Posted root, Posted answer) {
        Folded now = folded(root);
        Long last = now.lastReply();
        if (last != null && last >= answer.seq()) {
            return root;
        }
        long replies = now.replies() == null ? 0 : now.replies();
        return with(
                root,
                new Folded(
                        now.version(),
                        now.edited(),
                        now.deleted(),
                        now.pinned(),
                        now.reactions(),
                        replies + 1,
                        answer.seq()));
    }

    private static @Nullable List<Reaction> reactions(
            @Nullable List<Reaction> before, Event.Reacted change, @Nullable PersonId me) {
        List<Reaction> after = new ArrayList<>(before == null ? List.of() : before);
        for (int i = 0; i < after.size(); i++) {
            Reaction reaction = after.get(i);
            if (reaction.reaction().equals(change.reaction())) {
                Reaction now =
                        change.on() ? more(reaction, change, me) : less(reaction, change, me);
                if (now.count() > 0) {
                    after.set(i, now);
                } else {
                    after.remove(i);
                }
                return after.isEmpty() ? null : List.copyOf(after);
            }
        }
        if (change.on()) {
            boolean mine = change.author().equals(me);
            after.add(new Reaction(change.reaction(), 1, List.of(change.author()), mine));
        }
        return after.isEmpty() ? null : List.copyOf(after);
    }

    private static Reaction more(Reaction now, Event.Reacted change, @Nullable PersonId me) {
        if (now.people().contains(change.author())) {
            return now;
        }
        List<PersonId> people = new ArrayList<>(now.people());
        if (people.size() < LISTED) {
            people.add(change.author());
        }
        boolean mine = now.mine() || change.author().equals(me);
        return new Reaction(now.reaction(), now.count() + 1, List.copyOf(people), mine);
    }

    private static Reaction less(Reaction now, Event.Reacted change, @Nullable PersonId me) {
        List<PersonId> people = new ArrayList<>(now.people());
        boolean listed = people.remove(change.author());
        if (!listed && now.count() <= now.people().size()) {
            return now;
        }
        boolean mine = now.mine() && !change.author().equals(me);
        return new Reaction(now.reaction(), now.count() - 1, List.copyOf(people), mine);
    }

    private static Folded folded(Posted message) {
        return Objects.requireNonNull(begun(message).folded());
    }

    /// A message with another text, waiting for how it stands.
    private interface Retold {
        Posted to(Folded folded);
    }

    private static Retold text(
            Posted message,
            String text,
            @Nullable List<PersonId> mentions,
            @Nullable Callout callout) {
        return folded ->
                new Posted(
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
                        text.isEmpty() ? null : message.forwarded(),
                        folded);
    }

    private static Posted with(Posted message, Folded folded) {
        return text(message, message.text(), message.mentions(), message.callout()).to(folded);
    }

    /// The same without what depends on who reads it, for comparing what two clients have.
    static Posted impersonal(Posted message) {
        Folded now = folded(message);
        List<Reaction> reactions = now.reactions();
        List<Reaction> counts =
                reactions == null
                        ? null
                        : reactions.stream()
                                .map(each ->
                                        new Reaction(
                                                each.reaction(), each.count(), List.of(), false))
                                .sorted(java.util.Comparator.comparing(Reaction::reaction))
                                .toList();
        boolean deleted = Boolean.TRUE.equals(now.deleted());
        Posted same =
                text(message, message.text(), message.mentions(), message.callout())
                        .to(
                                new Folded(
                                        0,
                                        deleted ? null : now.edited(),
                                        deleted ? true : null,
                                        Boolean.TRUE.equals(now.pinned()) ? true : null,
                                        counts == null || counts.isEmpty() ? null : counts,
                                        null,
                                        null));
        return same;
    }
}
