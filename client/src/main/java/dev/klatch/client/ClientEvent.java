package dev.klatch.client;

import dev.klatch.protocol.Answer;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.Event;
import dev.klatch.protocol.Notice;
import dev.klatch.protocol.Person;
import dev.klatch.protocol.Refused;
import dev.klatch.protocol.Summary;
import java.util.List;

/// Something that a client has to tell. All are handed out on the client's loop, in order; who
/// takes them must not block, for the loop also answers the server's `beat`.
public sealed interface ClientEvent {
    /// The link to the server is in another state now.
    ///
    /// @param words for people: what happened and what happens next
    /// @param retryMillis until the next try, 0 if none is planned
    record LinkChanged(LinkState state, String words, long retryMillis) implements ClientEvent {}

    /// How the link to the server is.
    enum LinkState {
        /// Asking to come in.
        SIGNING_IN,
        /// In, and opening a connection.
        CONNECTING,
        /// Connected and welcomed.
        ONLINE,
        /// Not connected; the next try comes by itself.
        OFFLINE,
        /// Not connected, and nothing happens unless [KlatchClient#start] is called.
        STOPPED
    }

    /// One is somebody on this server now: after a sign-in, or by what the state folder kept.
    record SignedIn(Identity identity) implements ClientEvent {}

    /// The server did not let us in; [KlatchClient#start] tries again with something else.
    record SignInRefused(Refused refused) implements ClientEvent {}

    /// The first frame of a connection came.
    record Welcomed(Notice.Welcome welcome) implements ClientEvent {}

    /// Everything missed before this connection is here.
    record CaughtUp() implements ClientEvent {}

    /// A conversation that one is in: all of them after a sign-in, later each new one.
    record Listed(Summary summary) implements ClientEvent {}

    /// Something is otherwise in a conversation that one is in: its title, what one is in it, how
    /// far one has read, the counts of what is unread. Told with all that is known as of now.
    record Changed(Summary summary) implements ClientEvent {}

    /// A message reads otherwise now, because of this event, which was told just before: it was
    /// edited, deleted, pinned, reacted to or answered in its thread. Told only of messages that
    /// are kept here.
    record Retold(Event.Posted message, Event change) implements ClientEvent {}

    /// A value that one's devices share is this now; an empty one has ended.
    record Shared(Answer.State state) implements ClientEvent {}

    /// These people are online or are otherwise now, those are not online any more.
    ///
    /// @param online how many are online; more than those that are told of if there are very many
    record PeopleChanged(List<Person> here, List<Person> gone, long online)
            implements ClientEvent {}

    /// One is no longer in this conversation.
    record Gone(ConversationId conversation) implements ClientEvent {}

    /// An event took its place in its conversation: each exactly once, in the order of `seq`. Only
    /// a conversation that is opened later than its first live event tells its history after that.
    record Happened(Event event, Origin origin) implements ClientEvent {}

    /// Where an event came from.
    enum Origin {
        /// Just now.
        LIVE,
        /// It was missed and is caught up.
        MISSED,
        /// From the page of history read when the conversation was opened.
        HISTORY,
        /// One's own command, accepted on this connection.
        OWN
    }

    /// What is known of this conversation was dropped and is read anew: too much was missed.
    record Reread(ConversationId conversation) implements ClientEvent {}

    /// The server's history is another one now; all timelines were dropped.
    record EpochChanged() implements ClientEvent {}

    /// An own message is in another state now.
    record MessageChanged(OutboxEntry entry, MessageState state) implements ClientEvent {}

    /// A message whose files are on their way is so far.
    record ParcelMoved(Parcel parcel, Progress progress) implements ClientEvent {}

    /// A file that somebody asked for is so far.
    record DownloadMoved(Download download, Progress progress) implements ClientEvent {}

    /// Somebody came, went, is writing; a room was made; the server is closing. Presence is told as
    /// [PeopleChanged], too.
    record Noticed(Notice notice) implements ClientEvent {}
}
