package dev.klatch.protocol;

import com.fasterxml.jackson.annotation.JsonTypeName;
import org.jspecify.annotations.Nullable;

/// Client frames for those who run a server: roles, bans, invites, reports, the audit log. What
/// each takes is in the table of permissions.
public sealed interface AdministrationFrame extends ClientFrame {
    /// Gives an account a role, below the own one or, as an owner, any. Reply: `done`.
    @JsonTypeName("set-role")
    record SetRole(long ref, PersonId person, Role role)
            implements AdministrationFrame, Instruction {
        public SetRole {
            Check.ref(ref);
            Check.known("role", role);
        }
    }

    /// Keeps somebody out of the server and ends their sessions. Reply: `done`.
    @JsonTypeName("ban-person")
    record BanPerson(long ref, PersonId person, @Nullable String reason)
            implements AdministrationFrame, Instruction {
        public BanPerson {
            Check.ref(ref);
            Check.words("reason", reason, Limits.REASON_CHARACTERS);
        }
    }

    /// Lets somebody sign in again. Reply: `done`.
    @JsonTypeName("unban-person")
    record UnbanPerson(long ref, PersonId person) implements AdministrationFrame, Instruction {
        public UnbanPerson {
            Check.ref(ref);
        }
    }

    /// Lets somebody write nowhere but in direct conversations for so many minutes; 0 ends it.
    /// Reply: `done`.
    @JsonTypeName("mute-person")
    record MutePerson(long ref, PersonId person, long minutes)
            implements AdministrationFrame, Instruction {
        public MutePerson {
            Check.ref(ref);
            Check.range("minutes", minutes, 0, Limits.MUTE_MINUTES);
        }
    }

    /// Ends the sessions of somebody, who may come again. Reply: `done`.
    @JsonTypeName("kick-person")
    record KickPerson(long ref, PersonId person) implements AdministrationFrame, Instruction {
        public KickPerson {
            Check.ref(ref);
        }
    }

    /// Makes an invite: for how many uses (1), how many hours (168), as what role (member), into
    /// which room. Reply: `invite`.
    @JsonTypeName("make-invite")
    record MakeInvite(
            long ref,
            @Nullable Role role,
            @Nullable Long uses,
            @Nullable Long hours,
            @Nullable ConversationId conversation)
            implements AdministrationFrame, Instruction {
        public MakeInvite {
            Check.ref(ref);
            Check.known("role", role);
            Check.optionalRange("uses", uses, 1, Limits.INVITE_USES);
            Check.optionalRange("hours", hours, 1, Limits.INVITE_HOURS);
        }
    }

    /// A page of the invites that can still be used. Reply: `invites`.
    @JsonTypeName("list-invites")
    record ListInvites(long ref, @Nullable String after) implements AdministrationFrame, Question {
        public ListInvites {
            Check.ref(ref);
            Check.shortText("after", after);
        }
    }

    /// Ends an invite. Reply: `done`.
    @JsonTypeName("revoke-invite")
    record RevokeInvite(long ref, InviteId invite) implements AdministrationFrame, Instruction {
        public RevokeInvite {
            Check.ref(ref);
        }
    }

    /// Who may make an account, and whether guests may come: at least one. Reply: `done`.
    @JsonTypeName("set-sign-up")
    record SetSignUp(long ref, @Nullable SignUpMode mode, @Nullable Boolean guests)
            implements AdministrationFrame, Instruction {
        public SetSignUp {
            Check.ref(ref);
            Check.known("mode", mode);
            Check.any("mode", mode, guests);
        }
    }

    /// Tells the moderators of a message. Reply: `done`.
    @JsonTypeName("report")
    record Report(long ref, ConversationId conversation, long target, String reason)
            implements AdministrationFrame, Instruction {
        public Report {
            Check.ref(ref);
            Check.range("target", target, 1, Limits.INTEGER);
            Check.words("reason", reason, Limits.REASON_CHARACTERS);
        }
    }

    /// A page of the open reports, oldest first. Reply: `reports`.
    @JsonTypeName("list-reports")
    record ListReports(long ref, @Nullable String after) implements AdministrationFrame, Question {
        public ListReports {
            Check.ref(ref);
            Check.shortText("after", after);
        }
    }

    /// Closes a report. Reply: `done`.
    @JsonTypeName("settle-report")
    record SettleReport(long ref, ReportId report, @Nullable String note)
            implements AdministrationFrame, Instruction {
        public SettleReport {
            Check.ref(ref);
            Check.words("note", note, Limits.REASON_CHARACTERS);
        }
    }

    /// A page of the accounts by name: all, or those whose names begin with `query`. Reply:
    /// `accounts`.
    @JsonTypeName("list-accounts")
    record ListAccounts(long ref, @Nullable String after, @Nullable String query)
            implements AdministrationFrame, Question {
        public ListAccounts {
            Check.ref(ref);
            Check.shortText("after", after);
            Check.shortText("query", query);
        }
    }

    /// How much there is on the server, and how people come in. Reply: `usage`.
    @JsonTypeName("read-usage")
    record ReadUsage(long ref) implements AdministrationFrame, Question {
        public ReadUsage {
            Check.ref(ref);
        }
    }

    /// What takes how much room in the store of files, the largest 100 first. Reply: `storage`.
    @JsonTypeName("list-storage")
    record ListStorage(long ref, StorageBy by) implements AdministrationFrame, Question {
        public ListStorage {
            Check.ref(ref);
            Check.known("by", by);
        }
    }

    /// Deletes the messages that show a file, and the file with them. Reply: `done`.
    @JsonTypeName("remove-file")
    record RemoveFile(long ref, FileId file) implements AdministrationFrame, Instruction {
        public RemoveFile {
            Check.ref(ref);
        }
    }

    /// A page of what those who run the server did, newest first. Reply: `audit`.
    @JsonTypeName("list-audit")
    record ListAudit(long ref, @Nullable String after) implements AdministrationFrame, Question {
        public ListAudit {
            Check.ref(ref);
            Check.shortText("after", after);
        }
    }
}
