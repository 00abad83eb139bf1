package dev.klatch.terminal;

import dev.klatch.client.ClientEvent;
import dev.klatch.client.MessageState;
import dev.klatch.client.OutboxEntry;
import dev.klatch.protocol.Answer;
import dev.klatch.protocol.FrameCodec;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// What happens as JSON, one object a line: the protocol's own form of an event or notice, and
/// behind it `from` (live, missed, history, own) and `where` (the name of the conversation). States
/// of own messages have the kind `message`.
final class EventJson {
    private final Directory directory;

    EventJson(Directory directory) {
        this.directory = directory;
    }

    String event(ClientEvent.Happened happened) {
        String where = directory.nameOf(happened.event().conversation());
        String from = happened.origin().name().toLowerCase(Locale.ROOT);
        return with(encode(happened.event()), "from", from, "where", where);
    }

    String notice(Object notice) {
        return with(encode(notice), "from", "live");
    }

    /// An answer, as the protocol has it.
    String answer(Answer answer) {
        return encode(answer);
    }

    String message(OutboxEntry entry, MessageState state) {
        String base = with("{\"kind\":\"message\"}", "cid", entry.cid().text());
        return switch (state) {
            case MessageState.Sending _ -> with(base, "state", "sending");
            case MessageState.Held(MessageState.Hold why) ->
                    with(base, "state", "held", "reason", why.name().toLowerCase(Locale.ROOT));
            case MessageState.Failed(String words, _) ->
                    with(base, "state", "failed", "reason", words);
            case MessageState.Sent sent ->
                    base.substring(0, base.length() - 1)
                            + ",\"state\":\"sent\",\"conversation\":"
                            + encode(sent.conversation().text())
                            + ",\"seq\":"
                            + sent.seq()
                            + ",\"time\":"
                            + sent.time()
                            + offline(sent)
                            + "}";
        };
    }

    private static String offline(MessageState.Sent sent) {
        return sent.offline().isEmpty() ? "" : ",\"offline\":" + encode(sent.offline());
    }

    private static String with(String object, String... fields) {
        StringBuilder longer = new StringBuilder(object.substring(0, object.length() - 1));
        for (int i = 0; i < fields.length; i += 2) {
            longer.append(",\"").append(fields[i]).append("\":").append(encode(fields[i + 1]));
        }
        return longer.append('}').toString();
    }

    private static String encode(Object value) {
        return new String(FrameCodec.encode(value), StandardCharsets.UTF_8);
    }
}
