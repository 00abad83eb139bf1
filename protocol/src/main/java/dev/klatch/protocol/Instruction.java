package dev.klatch.protocol;

/// A client frame that makes no event and asks nothing of what is stored: it changes what belongs
/// to persons and to the server, or is about who is here. The reply is mostly `done`.
public sealed interface Instruction
        permits StateFrame.MarkRead,
                StateFrame.SetState,
                AccountFrame.SetProfile,
                AccountFrame.EndSession,
                AccountFrame.EndOtherSessions,
                AccountFrame.RedeemInvite,
                AdministrationFrame.SetRole,
                AdministrationFrame.BanPerson,
                AdministrationFrame.UnbanPerson,
                AdministrationFrame.MutePerson,
                AdministrationFrame.KickPerson,
                AdministrationFrame.MakeInvite,
                AdministrationFrame.RevokeInvite,
                AdministrationFrame.SetSignUp,
                AdministrationFrame.RemoveFile,
                AdministrationFrame.Report,
                AdministrationFrame.SettleReport,
                CallFrame.JoinCall,
                CallFrame.LeaveCall,
                CallFrame.DeclineCall,
                CallFrame.SendSignal,
                CallFrame.SetLeg,
                PresenceFrame.ListPeople,
                PresenceFrame.Typing,
                PresenceFrame.Beat {
    /// The number of the frame, as every client frame has it.
    long ref();
}
