package dev.klatch.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// The id of a report: a random positive 63-bit number, never reused. On the wire it is text: `r`
/// and the number in base 36.
public record ReportId(long value) {
    public ReportId {
        IdText.positive(value);
    }

    /// Reads the wire form; refuses every other spelling.
    @JsonCreator
    public static ReportId parse(String text) {
        return new ReportId(IdText.read('r', text));
    }

    /// The wire form.
    @JsonValue
    public String text() {
        return IdText.write('r', value);
    }

    @Override
    public String toString() {
        return text();
    }
}
