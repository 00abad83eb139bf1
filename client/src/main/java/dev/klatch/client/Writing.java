package dev.klatch.client;

import dev.klatch.protocol.Callout;
import dev.klatch.protocol.CommandId;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.Decoded;
import dev.klatch.protocol.FileId;
import dev.klatch.protocol.FrameCodec;
import dev.klatch.protocol.Limits;
import dev.klatch.protocol.MessageFrame;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.Refusal;
import dev.klatch.protocol.Refused;
import dev.klatch.protocol.Utf8;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// What a person writes in one message.
///
/// @param text Markdown of at most 16,384 bytes of UTF-8, not blank unless there are files
/// @param reply the seq of the message that this answers
/// @param thread the seq of the first message of the thread that this belongs to
/// @param mentions the people named; null: the server looks for `@name` in the text
/// @param callout whom it calls beside them
/// @param files what it shows, at most ten, uploaded already for this conversation
public record Writing(
        String text,
        @Nullable Long reply,
        @Nullable Long thread,
        @Nullable List<PersonId> mentions,
        @Nullable Callout callout,
        List<FileId> files) {
    private static final String LONGEST_EPOCH = "-".repeat(64);

    public Writing {
        mentions = mentions == null ? null : List.copyOf(mentions);
        files = List.copyOf(files);
    }

    /// A plain message.
    public static Writing of(String plain) {
        return new Writing(plain, null, null, null, null, List.of());
    }

    /// The same as an answer to that message.
    public Writing replyingTo(long seq) {
        return new Writing(text, seq, thread, mentions, callout, files);
    }

    /// The same in the thread that begins with that message.
    public Writing inThread(long root) {
        return new Writing(text, reply, root, mentions, callout, files);
    }

    /// The same, naming these people and no others.
    public Writing naming(List<PersonId> people) {
        return new Writing(text, reply, thread, people, callout, files);
    }

    /// The same, calling those too.
    public Writing calling(Callout whom) {
        return new Writing(text, reply, thread, mentions, whom, files);
    }

    /// The same, showing these files, which are uploaded already; then the text may be empty.
    public Writing showing(List<FileId> uploaded) {
        return new Writing(text, reply, thread, mentions, callout, uploaded);
    }

    /// Whether nothing but the text was said about it.
    boolean plain() {
        return reply == null
                && thread == null
                && mentions == null
                && callout == null
                && files.isEmpty();
    }

    /// Why no server would take this; null if one would.
    @Nullable Refused refused() {
        if (Utf8.length(text) > Limits.TEXT_BYTES) {
            String longer =
                    "It is longer than " + Limits.TEXT_BYTES + " bytes, so it was not sent.";
            return Refused.of(0, Refusal.TEXT_TOO_LONG, longer);
        }
        if (Utf8.refuses(text)) {
            return Refused.of(0, Refusal.MALFORMED, "It has characters that cannot be sent.");
        }
        CommandId any = CommandId.fresh(0, RandomGenerator.getDefault());
        ConversationId place = new ConversationId(Long.MAX_VALUE);
        return FrameCodec.tried(() -> frame(Limits.INTEGER, any, LONGEST_EPOCH, place))
                        instanceof Decoded.Broken(Refused broken)
                ? broken
                : null;
    }

    /// The command that says this.
    MessageFrame.Post frame(long ref, CommandId cid, String epoch, ConversationId conversation) {
        return new MessageFrame.Post(
                ref,
                cid,
                epoch,
                conversation,
                text,
                reply,
                thread,
                mentions,
                callout,
                files.isEmpty() ? null : files);
    }
}
