package dev.klatch.protocol;

import com.fasterxml.jackson.annotation.JsonTypeName;

/// Client frames about calls. A call is known by its conversation and the seq of the event that
/// started it, a device in it by its leg. Who is in it and what they tell each other is not stored.
public sealed interface CallFrame extends ClientFrame {

    /// Starts a call, which is open for 15 seconds until the caller joins it. Reply: `accepted`.
    @JsonTypeName("call")
    record StartCall(
            long ref, CommandId cid, String epoch, ConversationId conversation, CallMedia media)
            implements CallFrame, Command {
        public StartCall {
            Check.ref(ref);
            Check.shortText("epoch", epoch);
            Check.known("media", media);
        }
    }

    /// Enters a call with this device, or comes back into it over another connection; answers the
    /// ringing, too. Reply: `call-joined`.
    @JsonTypeName("join-call")
    record JoinCall(
            long ref,
            ConversationId conversation,
            long call,
            LegId leg,
            boolean muted,
            boolean camera)
            implements CallFrame, Instruction {
        public JoinCall {
            Check.ref(ref);
            Check.range("call", call, 1, Limits.INTEGER);
        }
    }

    /// Hangs up. Reply: `done`.
    @JsonTypeName("leave-call")
    record LeaveCall(long ref, ConversationId conversation, long call, LegId leg)
            implements CallFrame, Instruction {
        public LeaveCall {
            Check.ref(ref);
            Check.range("call", call, 1, Limits.INTEGER);
        }
    }

    /// Does not want to come; holds for all devices of the person. Reply: `done`.
    @JsonTypeName("decline-call")
    record DeclineCall(long ref, ConversationId conversation, long call)
            implements CallFrame, Instruction {
        public DeclineCall {
            Check.ref(ref);
            Check.range("call", call, 1, Limits.INTEGER);
        }
    }

    /// Tells another leg of the same call something that the server does not look into: `body` has
    /// at most [Limits#DESCRIPTION_BYTES] or [Limits#CANDIDATE_BYTES]. Reply: `done`.
    @JsonTypeName("signal")
    record SendSignal(
            long ref,
            ConversationId conversation,
            long call,
            LegId leg,
            LegId to,
            SignalSort what,
            String body)
            implements CallFrame, Instruction {
        public SendSignal {
            Check.ref(ref);
            Check.range("call", call, 1, Limits.INTEGER);
            Check.known("what", what);
            Check.signal(what, body);
        }
    }

    /// Says how this device takes part now. Reply: `done`.
    @JsonTypeName("set-leg")
    record SetLeg(
            long ref,
            ConversationId conversation,
            long call,
            LegId leg,
            boolean muted,
            boolean camera,
            boolean screen)
            implements CallFrame, Instruction {
        public SetLeg {
            Check.ref(ref);
            Check.range("call", call, 1, Limits.INTEGER);
        }
    }

    /// The conversation whose call it is about.
    ConversationId conversation();
}
