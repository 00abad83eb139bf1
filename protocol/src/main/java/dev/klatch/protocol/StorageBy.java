package dev.klatch.protocol;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/// How the room that files take is added up.
public enum StorageBy implements Word {
    /// By the conversation for which they were uploaded.
    CONVERSATION,
    /// By the person who uploaded them.
    PERSON,
    /// By the sort of file.
    SORT,
    /// Each file alone.
    FILE,
    /// In a way that this program does not know yet.
    @JsonEnumDefaultValue
    OTHER
}
