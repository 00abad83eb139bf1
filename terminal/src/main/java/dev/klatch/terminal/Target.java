package dev.klatch.terminal;

import dev.klatch.protocol.ConversationId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The message that a verb is about: `41` or `#41` where one is, `staff#41` elsewhere, `^` or
/// nothing for the newest that fits.
///
/// @param rest what was typed behind it
record Target(ConversationId conversation, long seq, String rest) {
    private static final Pattern NUMBER =
            Pattern.compile("#?(?<seq>[1-9][0-9]{0,14})(?:\\s+(?<rest>.*))?", Pattern.DOTALL);
    private static final Pattern ELSEWHERE =
            Pattern.compile(
                    "(?<place>[^#\\n]{1,64})#(?<seq>[1-9][0-9]{0,14})(?:\\s+(?<rest>.*))?",
                    Pattern.DOTALL);

    /// Whose message is meant when no number is given.
    enum Whose {
        MINE,
        OTHERS
    }

    /// Reads it; empty if there is no such place or message.
    static Optional<Target> read(Directory directory, String typed, Whose whose) {
        ConversationId place = directory.placeId();
        if (place == null) {
            return Optional.empty();
        }
        Matcher number = NUMBER.matcher(typed);
        if (number.matches()) {
            return Optional.of(target(place, number));
        }
        Matcher elsewhere = ELSEWHERE.matcher(typed);
        if (elsewhere.matches()) {
            Optional<ConversationId> known = directory.conversation(elsewhere.group("place"));
            if (known.isPresent()) {
                return known.map(conversation -> target(conversation, elsewhere));
            }
        }
        boolean last = typed.equals("^") || typed.startsWith("^ ");
        String rest = last ? typed.substring(1).strip() : typed;
        return directory
                .recent()
                .last(place, message -> directory.isMe(message.author()) == (whose == Whose.MINE))
                .map(message -> new Target(place, message.seq(), rest));
    }

    private static Target target(ConversationId conversation, Matcher number) {
        String rest = number.group("rest");
        return new Target(
                conversation,
                Long.parseLong(number.group("seq")),
                rest == null ? "" : rest.strip());
    }
}
