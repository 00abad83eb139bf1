package dev.klatch.terminal;

import dev.klatch.client.ClientEvent;
import dev.klatch.client.Download;
import dev.klatch.client.MessageState;
import dev.klatch.client.OutboxEntry;
import dev.klatch.client.Parcel;
import dev.klatch.client.Progress;
import dev.klatch.protocol.Answer;
import dev.klatch.protocol.FrameCodec;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// What happens as JSON, one object a line: the protocol's own form of an event or notice, and
/// behind it `from` (live, missed, history, own) and `where` (the name of the conversation). States
/// of own messages have the kind `message`, files on their way `upload` and `download`.
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

    /// How far a parcel is.
    String upload(Parcel parcel, Progress progress) {
        String base = with("{\"kind\":\"upload\"}", "cid", parcel.cid().text());
        List<String> names = parcel.items().stream().map(Parcel.Item::name).toList();
        return moved(
                with(with(base, "state", state(progress)), "files", names),
                parcel.size(),
                progress);
    }

    /// How far a download is.
    String download(Download download, Progress progress) {
        String base = with("{\"kind\":\"download\"}", "file", download.file().text());
        return moved(
                with(base, "state", state(progress), "name", download.name()),
                download.size(),
                progress);
    }

    private static String moved(String base, long bytes, Progress progress) {
        String sized = base.substring(0, base.length() - 1) + ",\"bytes\":" + bytes + "}";
        return switch (progress) {
            case Progress.Saved(Path file) -> with(sized, "path", file.toString());
            case Progress.Waiting(String words) -> with(sized, "reason", words);
            case Progress.Failed(String words, _) -> with(sized, "reason", words);
            default -> sized;
        };
    }

    private static String state(Progress progress) {
        return progress instanceof Progress.Moving
                ? "begun"
                : progress.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    private static String with(String object, String field, List<String> values) {
        return object.substring(0, object.length() - 1)
                + ",\""
                + field
                + "\":"
                + encode(values)
                + "}";
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
