package dev.klatch.protocol;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/// Who may make an account.
public enum SignUpMode implements Word {
    /// Whoever wants to.
    OPEN,
    /// Who has an invite.
    INVITE,
    /// Nobody.
    CLOSED,
    /// One that this client does not know yet.
    @JsonEnumDefaultValue
    OTHER
}
