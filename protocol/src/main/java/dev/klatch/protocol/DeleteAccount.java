package dev.klatch.protocol;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonTypeName;

/// The body of `POST /api/account/deletion`: the account is closed for ever.
@JsonTypeName("delete-account")
public record DeleteAccount(String password, Messages messages) implements AccountOrder {
    public DeleteAccount {
        Check.password(password);
        Check.known("messages", messages);
    }

    /// What becomes of what the person said.
    public enum Messages implements Word {
        /// It stays, as said by a deleted account.
        KEEP,
        /// It is erased.
        ERASE,
        /// One that is not known.
        @JsonEnumDefaultValue
        OTHER
    }

    @Override
    public String toString() {
        return "DeleteAccount[" + messages + "]";
    }
}
