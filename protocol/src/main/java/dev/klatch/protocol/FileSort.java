package dev.klatch.protocol;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/// What sort of file one looks for.
public enum FileSort implements Word {
    /// A picture.
    PICTURE,
    /// A film.
    VIDEO,
    /// Music or speech.
    SOUND,
    /// Anything else.
    DOCUMENT,
    /// One that this program does not know yet.
    @JsonEnumDefaultValue
    OTHER
}
