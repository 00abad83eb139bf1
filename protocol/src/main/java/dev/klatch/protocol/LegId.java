package dev.klatch.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// The name of a device in a call (`leg`): made by the device, in the form of a `cid`, and kept as
/// long as it is in the call, over all its connections.
public record LegId(CommandId id) {
    /// Reads the wire form: a UUID of version 7 in lower case with its hyphens.
    @JsonCreator
    public static LegId parse(String text) {
        return new LegId(CommandId.parse(text));
    }

    /// The wire form.
    @JsonValue
    public String text() {
        return id.text();
    }

    @Override
    public String toString() {
        return text();
    }
}
