package dev.klatch.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;
import java.util.random.RandomGenerator;

/// The name that a client gives a command (`cid`): 16 bytes in UUIDv7 layout (RFC 9562), made
/// before the command is first sent and kept over every retry. The time part only gives the
/// server's index locality; nothing trusts it.
public record CommandId(long high, long low) {
    private static final long VERSION_7 = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    public CommandId {
        if ((high & 0xF000L) != VERSION_7 || (low & 0xC000_0000_0000_0000L) != VARIANT) {
            throw new FieldFault(Refusal.WRONG_TYPE, null, null);
        }
    }

    /// A new one. `random` must be unpredictable enough that two devices never agree.
    public static CommandId fresh(long epochMillis, RandomGenerator random) {
        long high = (epochMillis << 16) | VERSION_7 | (random.nextLong() & 0x0FFFL);
        long low = VARIANT | (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL);
        return new CommandId(high, low);
    }

    /// Reads the wire form: a UUID in lower case with its hyphens.
    @JsonCreator
    public static CommandId parse(String text) {
        UUID uuid;
        try {
            uuid = UUID.fromString(text);
        } catch (IllegalArgumentException notAUuid) {
            throw new FieldFault(Refusal.WRONG_TYPE, null, null);
        }
        if (!uuid.toString().equals(text)) {
            throw new FieldFault(Refusal.WRONG_TYPE, null, null);
        }
        return new CommandId(uuid.getMostSignificantBits(), uuid.getLeastSignificantBits());
    }

    /// The wire form.
    @JsonValue
    public String text() {
        return new UUID(high, low).toString();
    }

    @Override
    public String toString() {
        return text();
    }
}
