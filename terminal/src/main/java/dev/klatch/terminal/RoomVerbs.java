package dev.klatch.terminal;

import dev.klatch.client.KlatchClient;
import dev.klatch.protocol.Access;
import dev.klatch.protocol.Answer;
import dev.klatch.protocol.CommandId;
import dev.klatch.protocol.ConversationFrame;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.Newcomers;
import dev.klatch.protocol.Standing;
import dev.klatch.protocol.Summary;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// The room or group where one is: what is known of it, and what its owners may change.
final class RoomVerbs {
    private static final String SETTINGS =
            "/set public|private, /set newcomers all|from-joining, /set announcement on|off,"
                    + " /set slow SECONDS";

    private final Desk desk;

    RoomVerbs(Desk desk) {
        this.desk = desk;
    }

    List<Verb> verbs() {
        return List.of(
                Verb.of("info", "", "says what this room is (also: !INFO)", _ -> info()),
                Verb.of("topic", "TEXT", "says what it is about", this::topic)
                        .offering(Verb.Offer.TEXT),
                Verb.of("describe", "TEXT", "describes it at length", this::describe)
                        .offering(Verb.Offer.TEXT),
                Verb.of("rename", "NAME", "gives it another name", this::rename),
                Verb.of("set", "WHAT", "changes how it is: " + SETTINGS, this::set),
                Verb.of("archive", "", "makes it read only", _ -> archived(true)),
                Verb.of("unarchive", "", "lets people write again", _ -> archived(false)));
    }

    /// What a change is; null is: stays as it is.
    private record Change(
            @Nullable String title,
            @Nullable String topic,
            @Nullable String description,
            @Nullable Access access,
            @Nullable Newcomers newcomers,
            @Nullable Rest rest) {
        ConversationFrame.ChangeConversation frame(
                long ref, CommandId cid, String epoch, ConversationId place) {
            return new ConversationFrame.ChangeConversation(
                    ref,
                    cid,
                    epoch,
                    place,
                    title,
                    topic,
                    description,
                    access,
                    newcomers,
                    rest == null ? null : rest.announcement(),
                    rest == null ? null : rest.slowSeconds(),
                    rest == null ? null : rest.archived());
        }
    }

    private record Rest(
            @Nullable Boolean announcement,
            @Nullable Long slowSeconds,
            @Nullable Boolean archived) {
        Change change() {
            return new Change(null, null, null, null, null, this);
        }
    }

    private CompletableFuture<Boolean> change(Change change) {
        return desk.here(place -> {
            KlatchClient.Commanding command =
                    (ref, cid, epoch) -> change.frame(ref, cid, epoch, place);
            return desk.client()
                    .command(command)
                    .thenCompose(reply -> desk.settle(reply, _ -> desk.done()));
        });
    }

    private CompletableFuture<Boolean> topic(String text) {
        return change(new Change(null, text.strip(), null, null, null, null));
    }

    private CompletableFuture<Boolean> describe(String text) {
        return change(new Change(null, null, text.strip(), null, null, null));
    }

    private CompletableFuture<Boolean> rename(String name) {
        return name.isEmpty()
                ? desk.usage("/rename NAME")
                : change(new Change(name, null, null, null, null, null));
    }

    private CompletableFuture<Boolean> archived(Boolean archived) {
        return change(new Rest(null, null, archived).change());
    }

    private CompletableFuture<Boolean> set(String typed) {
        String[] words = typed.toLowerCase(Locale.ROOT).strip().split("\\s+", -1);
        String value = words.length > 1 ? words[1] : "";
        Change change =
                switch (words[0]) {
                    case "public" -> new Change(null, null, null, Access.PUBLIC, null, null);
                    case "private" -> new Change(null, null, null, Access.PRIVATE, null, null);
                    case "newcomers" -> newcomers(value);
                    case "announcement" -> announcement(value);
                    case "slow" ->
                            value.matches("[0-9]{1,5}")
                                    ? new Rest(null, Long.valueOf(value), null).change()
                                    : null;
                    default -> null;
                };
        return change == null ? desk.usage(SETTINGS) : change(change);
    }

    private static @Nullable Change newcomers(String value) {
        return switch (value) {
            case "all" -> new Change(null, null, null, null, Newcomers.ALL, null);
            case "from-joining" -> new Change(null, null, null, null, Newcomers.FROM_JOINING, null);
            default -> null;
        };
    }

    private static @Nullable Change announcement(String value) {
        return switch (value) {
            case "on" -> new Rest(true, null, null).change();
            case "off" -> new Rest(false, null, null).change();
            default -> null;
        };
    }

    private CompletableFuture<Boolean> info() {
        return desk.here(place ->
                desk.client()
                        .ask(ref -> new ConversationFrame.ReadConversation(ref, place))
                        .thenCompose(reply -> desk.settle(reply, this::told)));
    }

    private CompletableFuture<Boolean> told(Answer answer) {
        if (!(answer instanceof Answer.ConversationRead all)) {
            return desk.done();
        }
        Summary summary = all.summary();
        Output output = desk.output();
        String name = desk.directory().nameOf(summary.conversation());
        String access = summary.access() == null ? "" : Wording.word(summary.access()) + " ";
        output.say(name + ": " + access + Wording.word(summary.type()) + archived(summary));
        if (summary.topic() != null && !summary.topic().isEmpty()) {
            output.say("  topic      " + summary.topic());
        }
        String description = all.description();
        if (description != null && !description.isEmpty()) {
            output.say("  about      " + Prose.joined(description));
        }
        long people = summary.people() == null ? 2 : summary.people();
        output.say("  people     " + people);
        output.say("  made       " + Wording.time(all.made()) + by(all) + ", " + age(all) + " ago");
        output.say("  messages   " + all.messages());
        String bytes = all.bytes() == null ? "" : ", " + Wording.size(all.bytes());
        output.say("  files      " + all.files() + bytes);
        Standing standing = summary.standing();
        output.say("  your role  " + (standing == null ? "member" : Wording.word(standing)));
        if (all.newcomers() == Newcomers.FROM_JOINING) {
            output.say("  newcomers read what is said from their joining on");
        }
        if (all.announcement()) {
            output.say("  only owners and moderators write here");
        }
        if (all.slowSeconds() > 0) {
            output.say(
                    "  slow mode  a message every "
                            + Wording.count(all.slowSeconds(), "second", "seconds"));
        }
        return desk.done();
    }

    private static String archived(Summary summary) {
        return Boolean.TRUE.equals(summary.archived()) ? ", archived: read only" : "";
    }

    private static String by(Answer.ConversationRead all) {
        return all.maker() == null ? "" : " by " + all.maker().name();
    }

    private static String age(Answer.ConversationRead all) {
        long millis = Math.max(0, System.currentTimeMillis() - all.made());
        return Wording.lasting(Duration.ofMillis(millis));
    }
}
