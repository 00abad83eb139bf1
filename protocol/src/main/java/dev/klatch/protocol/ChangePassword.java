package dev.klatch.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeName;

/// The body of `POST /api/account/password`: another password takes the place of the current one.
@JsonTypeName("change-password")
public record ChangePassword(
        @JsonProperty("current") String password, @JsonProperty("new") String another)
        implements AccountOrder {
    public ChangePassword {
        Check.password(password);
        Check.password(another);
    }

    @Override
    public String toString() {
        return "ChangePassword";
    }
}
