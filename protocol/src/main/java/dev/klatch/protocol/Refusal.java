package dev.klatch.protocol;

import org.jspecify.annotations.Nullable;

/// Why a server says no. Number and name are for programs and never change their meaning; the words
/// are for people. Hundreds group them: 1 the frame itself, 2 signing in, 3 people and
/// conversations, 4 pace and repetition, 5 the server's own state.
public enum Refusal {
    MALFORMED(100, "malformed", false, "This is not a frame of protocol 1."),
    UNKNOWN_KIND(101, "unknown-kind", false, "This server does not know this kind of frame."),
    UNKNOWN_FIELD(102, "unknown-field", false, "This frame has a field that it may not have."),
    MISSING_FIELD(103, "missing-field", false, "This frame lacks a field."),
    WRONG_TYPE(104, "wrong-type", false, "A field of this frame has a value of the wrong form."),
    OUT_OF_RANGE(105, "out-of-range", false, "A number, a list or a short text is out of range."),
    TEXT_TOO_LONG(106, "text-too-long", false, "The text is longer than this server takes."),
    FRAME_TOO_LARGE(107, "frame-too-large", false, "The frame is larger than this server takes."),
    TEXT_EMPTY(108, "text-empty", false, "There is no text to send."),

    NAME_INVALID(200, "name-invalid", false, "This name cannot be used."),
    NAME_TAKEN(201, "name-taken", false, "Somebody here has this name already. Choose another."),
    NAME_HAS_ACCOUNT(
            202, "name-has-account", false, "This name belongs to an account. Sign in with it."),
    WRONG_PASSWORD(203, "wrong-password", false, "Name and password do not fit together."),
    PASSWORD_INVALID(204, "password-invalid", false, "This password cannot be used."),
    NOT_SIGNED_IN(205, "not-signed-in", false, "Sign in first."),
    ORIGIN_REFUSED(206, "origin-refused", false, "This page may not talk to this server."),
    NOT_FOUND(207, "not-found", false, "There is nothing here."),
    METHOD_REFUSED(208, "method-refused", false, "This address does not take this method."),

    SIGN_UP_CLOSED(209, "sign-up-closed", false, "This server makes no new accounts."),
    INVITE_NEEDED(210, "invite-needed", false, "This server takes new people with an invite only."),
    INVITE_INVALID(211, "invite-invalid", false, "This invite is unknown, used up or too old."),
    GUESTS_REFUSED(212, "guests-refused", false, "This server takes no guests. Sign in."),
    BANNED(213, "banned", false, "You may not come in here."),
    SECURE_ONLY(
            214, "secure-only", false, "This goes only through the encrypted door of the server."),

    UNKNOWN_CONVERSATION(
            300, "unknown-conversation", false, "There is no such conversation, or not for you."),
    UNKNOWN_PERSON(301, "unknown-person", false, "Nobody has this name."),
    GUEST_LEFT(302, "guest-left", false, "This person was a guest and has left."),
    ALREADY_MEMBER(303, "already-member", false, "You are in this conversation already."),
    CANNOT_LEAVE(304, "cannot-leave", false, "This conversation cannot be left."),
    YOURSELF(305, "yourself", false, "A private conversation takes two different people."),
    NOT_ALLOWED(306, "not-allowed", false, "You may not do this here."),
    MUTED(307, "muted", false, "You may read here but not write at the moment."),
    KEPT_OUT(308, "kept-out", false, "A moderator has taken you out of this conversation."),
    ARCHIVED(309, "archived", false, "This conversation is archived. It can be read only."),
    UNKNOWN_MESSAGE(310, "unknown-message", false, "There is no such message, or not any more."),
    TOO_FEW(311, "too-few", false, "A group needs at least three people, you included."),
    TOO_MANY(312, "too-many", false, "That is more than this conversation takes."),
    NOT_A_MEMBER(313, "not-a-member", false, "This person is not in this conversation."),
    LAST_OWNER(314, "last-owner", false, "Somebody has to be the owner. Name another one first."),
    CALLOUT_REFUSED(
            315, "callout-refused", false, "Only moderators call everybody in a room this large."),
    BLOCKED(316, "blocked", false, "This person takes no private messages from you."),
    NO_GAME(317, "no-game", false, "There is no such game, or it is over."),
    GAME_RUNNING(318, "game-running", false, "There is a game already. Finish it first."),
    NOT_YOUR_TURN(319, "not-your-turn", false, "It is not your turn."),
    SQUARE_TAKEN(320, "square-taken", false, "This square is taken."),
    UNKNOWN_SESSION(321, "unknown-session", false, "There is no such session."),
    UNKNOWN_INVITE(322, "unknown-invite", false, "There is no such invite."),
    UNKNOWN_REPORT(323, "unknown-report", false, "There is no such report."),
    QUERY_INVALID(324, "query-invalid", false, "This cannot be searched for."),
    UNKNOWN_FILE(325, "unknown-file", false, "There is no such file, or not for you."),
    FILE_TOO_LARGE(326, "file-too-large", false, "The file is larger than this server takes."),
    QUOTA(327, "quota", false, "There is no room left for this file."),
    CHECKSUM_MISMATCH(
            328, "checksum-mismatch", false, "The file arrived otherwise than it was sent."),
    OFFSET_MISMATCH(329, "offset-mismatch", false, "The upload stands at another byte."),
    UPLOAD_TAKEN(330, "upload-taken", true, "This upload goes on over another connection."),
    CALL_RUNNING(331, "call-running", false, "There is a call here already. Join it."),
    NO_CALL(332, "no-call", false, "There is no such call, or it is over."),
    CALL_FULL(333, "call-full", false, "The call takes no more people."),
    NOT_IN_CALL(334, "not-in-call", false, "This device is not in the call."),

    SLOW_DOWN(400, "slow-down", true, "That was fast. It can be sent again in a moment."),
    CID_REUSED(401, "cid-reused", false, "This cid was used for something else."),
    EPOCH_CHANGED(
            402, "epoch-changed", false, "The server's history was replaced. Please look again."),
    ANSWER_OUTSTANDING(403, "answer-outstanding", true, "Wait for the answer asked for before."),

    BUSY(500, "busy", true, "The server has more to do than it can. Try again in a moment."),
    STORAGE_FULL(501, "storage-full", true, "The server's disk is full. Nothing can be kept."),
    UNAVAILABLE(502, "unavailable", true, "The server cannot store anything at the moment."),
    STOPPING(503, "stopping", true, "The server is stopping. Try again when it is back."),
    INTERNAL(504, "internal", true, "The server made a mistake. It is in its log.");

    private final int number;
    private final String error;
    private final boolean retry;
    private final String message;

    Refusal(int number, String error, boolean retry, String message) {
        this.number = number;
        this.error = error;
        this.retry = retry;
        this.message = message;
    }

    /// The stable number, field `code` on the wire.
    public int number() {
        return number;
    }

    /// The stable name, field `error` on the wire.
    public String error() {
        return error;
    }

    /// Whether the same frame, sent again later, can succeed.
    public boolean retry() {
        return retry;
    }

    /// What a person reads.
    public String message() {
        return message;
    }

    /// The refusal with this stable name, or null for one that a newer server made.
    public static @Nullable Refusal named(String error) {
        for (Refusal refusal : values()) {
            if (refusal.error.equals(error)) {
                return refusal;
            }
        }
        return null;
    }
}
