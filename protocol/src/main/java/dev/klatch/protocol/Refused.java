package dev.klatch.protocol;

import com.fasterxml.jackson.annotation.JsonTypeName;
import org.jspecify.annotations.Nullable;

/// No, and why. `code` and `error` are those of [Refusal]; `retry` says whether the same frame can
/// succeed later, `retryAfter` when, in milliseconds from now; `field` and `limit` name what was
/// broken; `cid` is the command's. Also the body of every HTTP answer that says no.
@JsonTypeName("refused")
public record Refused(
        long ref,
        int code,
        String error,
        String message,
        boolean retry,
        @Nullable String field,
        @Nullable Long limit,
        @Nullable Long retryAfter,
        @Nullable CommandId cid)
        implements Answer {

    /// A refusal in its own words.
    public static Refused of(long ref, Refusal refusal) {
        return of(ref, refusal, refusal.message());
    }

    /// A refusal with words that fit the case better than the usual ones.
    public static Refused of(long ref, Refusal refusal, String message) {
        return new Refused(
                ref,
                refusal.number(),
                refusal.error(),
                message,
                refusal.retry(),
                null,
                null,
                null,
                null);
    }

    /// The same, naming the field and the limit that were broken.
    public Refused about(@Nullable String brokenField, @Nullable Long brokenLimit) {
        return new Refused(
                ref, code, error, message, retry, brokenField, brokenLimit, retryAfter, cid);
    }

    /// The same, saying how long to wait, in milliseconds.
    public Refused after(long millis) {
        return new Refused(ref, code, error, message, retry, field, limit, millis, cid);
    }

    /// The same, for the command with this cid.
    public Refused command(@Nullable CommandId refusedCid) {
        return new Refused(ref, code, error, message, retry, field, limit, retryAfter, refusedCid);
    }

    /// Whether this is that refusal.
    public boolean is(Refusal refusal) {
        return code == refusal.number();
    }
}
