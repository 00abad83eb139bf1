package dev.klatch.protocol;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import org.jspecify.annotations.Nullable;

/// The answer to `GET /api/server`: what whoever wants to come in may know of a server. `secure` is
/// the link to its secure door and `fingerprint` the 64 digits of its own authority, if it has
/// these.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonTypeName("server")
public record ServerCard(
        String server,
        Door door,
        SignUpMode signUp,
        boolean guests,
        @Nullable String secure,
        @Nullable String fingerprint) {}
