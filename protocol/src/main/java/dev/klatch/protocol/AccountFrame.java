package dev.klatch.protocol;

import com.fasterxml.jackson.annotation.JsonTypeName;
import org.jspecify.annotations.Nullable;

/// Client frames about persons: one's own profile and sessions, and those of others as they show
/// them.
public sealed interface AccountFrame extends ClientFrame {
    /// Changes what is given of the own profile: at least one; empty texts end it. Reply: `done`.
    @JsonTypeName("set-profile")
    record SetProfile(
            long ref,
            @Nullable String displayName,
            @Nullable String status,
            @Nullable Availability availability,
            @Nullable LastSeen lastSeen)
            implements AccountFrame, Instruction {
        public SetProfile {
            Check.ref(ref);
            Check.words("displayName", displayName, Limits.DISPLAY_NAME_CHARACTERS);
            Check.words("status", status, Limits.STATUS_CHARACTERS);
            Check.known("availability", availability);
            Check.known("lastSeen", lastSeen);
            Check.any("displayName", displayName, status, availability, lastSeen);
        }
    }

    /// What a person shows, by id or by name (exactly one of the two). Reply: `profile`.
    @JsonTypeName("read-profile")
    record ReadProfile(long ref, @Nullable PersonId person, @Nullable String name)
            implements AccountFrame, Question {
        public ReadProfile {
            Check.ref(ref);
            Check.shortText("name", name);
            Check.exactlyOne("person", person, name);
        }
    }

    /// The own sessions. Reply: `sessions`.
    @JsonTypeName("list-sessions")
    record ListSessions(long ref) implements AccountFrame, Question {
        public ListSessions {
            Check.ref(ref);
        }
    }

    /// Ends one of the own sessions. Reply: `done`.
    @JsonTypeName("end-session")
    record EndSession(long ref, SessionId session) implements AccountFrame, Instruction {
        public EndSession {
            Check.ref(ref);
        }
    }

    /// Ends all own sessions but this one. Reply: `done`.
    @JsonTypeName("end-other-sessions")
    record EndOtherSessions(long ref) implements AccountFrame, Instruction {
        public EndOtherSessions {
            Check.ref(ref);
        }
    }

    /// Uses an invite that one was given: enters its room, takes its role. Reply: `done`.
    @JsonTypeName("redeem-invite")
    record RedeemInvite(long ref, String code) implements AccountFrame, Instruction {
        public RedeemInvite {
            Check.ref(ref);
            Check.shortText("code", code);
        }
    }
}
