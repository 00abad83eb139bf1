package dev.klatch.protocol;

import org.jspecify.annotations.Nullable;

/// A value that breaks a rule of the protocol. It never leaves this package's codec: [FrameCodec]
/// turns it into a numbered refusal. Made without a stack trace, for hostile input is cheap to
/// send.
final class FieldFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Refusal refusal;
    private final @Nullable String field;
    private final @Nullable Long limit;

    FieldFault(Refusal refusal, @Nullable String field, @Nullable Long limit) {
        super(refusal.error(), null, false, false);
        this.refusal = refusal;
        this.field = field;
        this.limit = limit;
    }

    Refusal refusal() {
        return refusal;
    }

    @Nullable String field() {
        return field;
    }

    @Nullable Long limit() {
        return limit;
    }
}
