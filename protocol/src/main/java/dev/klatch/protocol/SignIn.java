package dev.klatch.protocol;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import org.jspecify.annotations.Nullable;

/// The body of `POST /api/session`: the three ways to come in.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
public sealed interface SignIn {
    /// The name to be known by.
    String name();

    /// For one visit, with nothing but a name.
    @JsonTypeName("guest")
    record Guest(String name, @Nullable String invite) implements SignIn {
        public Guest {
            Check.shortText("name", name);
            Check.shortText("invite", invite);
        }

        /// Without an invite.
        public Guest(String name) {
            this(name, null);
        }
    }

    /// Makes an account and comes in with it.
    @JsonTypeName("sign-up")
    record SignUp(String name, String password, @Nullable String invite) implements SignIn {
        public SignUp {
            Check.shortText("name", name);
            Check.password(password);
            Check.shortText("invite", invite);
        }

        /// Without an invite.
        public SignUp(String name, String password) {
            this(name, password, null);
        }

        @Override
        public String toString() {
            return "SignUp[name=" + name + "]";
        }
    }

    /// Comes in with an account.
    @JsonTypeName("sign-in")
    record WithPassword(String name, String password) implements SignIn {
        public WithPassword {
            Check.shortText("name", name);
            Check.password(password);
        }

        @Override
        public String toString() {
            return "WithPassword[name=" + name + "]";
        }
    }
}
