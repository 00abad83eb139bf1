package dev.klatch.protocol;

import com.fasterxml.jackson.annotation.JsonTypeInfo;

/// The bodies of the requests about the own account: what takes the password once more.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
public sealed interface AccountOrder permits ChangePassword, DeleteAccount {
    /// The password of now.
    String password();
}
