package dev.klatch.protocol;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.Objects;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Events in two parts, as a store keeps them: the stamp that every event has, and a body in JSON
/// with all the rest. Safe to use from any thread.
public final class EventBody {
    private static final JsonMapper TOLERANT = FrameCodec.tolerant();
    private static final ObjectWriter WRITER =
            TOLERANT.rebuild().addMixIn(Event.class, WithoutStamp.class).build().writer();
    private static final ClassValue<String> KINDS =
            new ClassValue<>() {
                @Override
                protected String computeValue(Class<?> type) {
                    JsonTypeName name = type.getAnnotation(JsonTypeName.class);
                    return Objects.requireNonNull(name, type::getName).value();
                }
            };

    @JsonTypeInfo(use = JsonTypeInfo.Id.NONE)
    @JsonIgnoreProperties({"conversation", "seq", "time", "author", "name", "cid"})
    private interface WithoutStamp {}

    /// What every event has. `name` is the author's as it is now.
    public record Stamp(
            ConversationId conversation,
            long seq,
            long time,
            PersonId author,
            String name,
            CommandId cid) {}

    private EventBody() {}

    /// The kind of an event, as its frame has it.
    public static String kind(Event event) {
        return KINDS.get(event.getClass());
    }

    /// The body of an event.
    public static String of(Event.Made event) {
        return WRITER.writeValueAsString(event);
    }

    /// The event of this kind; an [Event.Opaque] if the kind is not known.
    public static Event read(String kind, Stamp stamp, String body) {
        ObjectNode tree = (ObjectNode) TOLERANT.readTree(body);
        tree.put("kind", kind);
        tree.put("conversation", stamp.conversation().text());
        tree.put("seq", stamp.seq());
        tree.put("time", stamp.time());
        tree.put("author", stamp.author().text());
        tree.put("name", stamp.name());
        tree.put("cid", stamp.cid().text());
        return TOLERANT.treeToValue(tree, Event.class);
    }
}
