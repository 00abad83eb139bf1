package dev.klatch.protocol;

/// A client frame that makes an event. The same `cid` from the same person is done once: a
/// repetition gets the first reply again.
public sealed interface Command
        permits MessageFrame.Post,
                MessageFrame.Edit,
                MessageFrame.Delete,
                MessageFrame.React,
                MessageFrame.Pin,
                MessageFrame.Forward,
                MessageFrame.Play,
                ConversationFrame.CreateRoom,
                ConversationFrame.CreateGroup,
                ConversationFrame.Join,
                ConversationFrame.Leave,
                ConversationFrame.OpenDirect,
                ConversationFrame.ChangeConversation,
                MemberFrame.Invite,
                MemberFrame.Remove,
                MemberFrame.Ban,
                MemberFrame.Unban,
                MemberFrame.Mute,
                MemberFrame.SetStanding,
                CallFrame.StartCall {
    /// The number of the frame, as every client frame has it.
    long ref();

    /// The client's name for this command, kept over every retry.
    CommandId cid();

    /// The epoch under which it was written; another one is refused as `epoch-changed`.
    String epoch();
}
