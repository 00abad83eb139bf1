package dev.klatch.protocol;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import org.jspecify.annotations.Nullable;

/// The answer to a successful `POST /api/session`. `token` is there only for native clients;
/// browsers get a cookie instead.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonTypeName("session")
public record SessionOpened(PersonId person, String name, Role role, @Nullable String token) {
    @Override
    public String toString() {
        return "SessionOpened[" + person + ", " + name + "]";
    }
}
