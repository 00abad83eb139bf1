package dev.klatch.server.setting;

/// Who may make an account.
public enum SignUp {
    /// Whoever wants to.
    OPEN,
    /// Who has an invite.
    INVITE,
    /// Nobody, but with an invite of the operator.
    CLOSED
}
