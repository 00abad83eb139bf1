package dev.klatch.protocol;

/// A client frame that is answered from what is stored. One of them may be unanswered on a
/// connection; its answer may overtake other replies.
public sealed interface Question
        permits MessageFrame.ReadHistory,
                MessageFrame.ReadThread,
                MessageFrame.ReadVersions,
                MessageFrame.ListPins,
                MessageFrame.Resume,
                MessageFrame.Search,
                MessageFrame.FindTime,
                MessageFrame.ListFiles,
                ConversationFrame.ListConversations,
                ConversationFrame.ListRooms,
                ConversationFrame.ReadConversation,
                MemberFrame.ListMembers,
                MemberFrame.ListBans,
                MemberFrame.ListReaders,
                StateFrame.ListStates,
                AccountFrame.ReadProfile,
                AccountFrame.ListSessions,
                AdministrationFrame.ListInvites,
                AdministrationFrame.ListReports,
                AdministrationFrame.ListAccounts,
                AdministrationFrame.ReadUsage,
                AdministrationFrame.ListStorage,
                AdministrationFrame.ListAudit {
    /// The number of the frame, as every client frame has it.
    long ref();
}
