package dev.klatch.protocol;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Client frames about who is in a conversation and as what.
public sealed interface MemberFrame extends ClientFrame {
    /// Brings people into a room or group. Reply: `accepted`.
    @JsonTypeName("invite")
    record Invite(
            long ref,
            CommandId cid,
            String epoch,
            ConversationId conversation,
            List<PersonId> people)
            implements MemberFrame, Command {
        public Invite {
            Check.ref(ref);
            Check.shortText("epoch", epoch);
            people = Check.people("people", people, 1, Limits.LISTED_PEOPLE);
        }
    }

    /// Takes somebody out of a room or group; they may come again. Reply: `accepted`.
    @JsonTypeName("remove")
    record Remove(
            long ref, CommandId cid, String epoch, ConversationId conversation, PersonId person)
            implements MemberFrame, Command {
        public Remove {
            Check.ref(ref);
            Check.shortText("epoch", epoch);
        }
    }

    /// Takes somebody out, or keeps them out: they may not come (again). Reply: `accepted`.
    @JsonTypeName("ban")
    record Ban(long ref, CommandId cid, String epoch, ConversationId conversation, PersonId person)
            implements MemberFrame, Command {
        public Ban {
            Check.ref(ref);
            Check.shortText("epoch", epoch);
        }
    }

    /// Lets somebody come again. Reply: `accepted`.
    @JsonTypeName("unban")
    record Unban(
            long ref, CommandId cid, String epoch, ConversationId conversation, PersonId person)
            implements MemberFrame, Command {
        public Unban {
            Check.ref(ref);
            Check.shortText("epoch", epoch);
        }
    }

    /// Lets somebody read but not write for so many minutes; 0 ends it. Reply: `accepted`.
    @JsonTypeName("mute")
    record Mute(
            long ref,
            CommandId cid,
            String epoch,
            ConversationId conversation,
            PersonId person,
            long minutes)
            implements MemberFrame, Command {
        public Mute {
            Check.ref(ref);
            Check.shortText("epoch", epoch);
            Check.range("minutes", minutes, 0, Limits.MUTE_MINUTES);
        }
    }

    /// Makes somebody owner, moderator or member of a conversation. Reply: `accepted`.
    @JsonTypeName("set-standing")
    record SetStanding(
            long ref,
            CommandId cid,
            String epoch,
            ConversationId conversation,
            PersonId person,
            Standing standing)
            implements MemberFrame, Command {
        public SetStanding {
            Check.ref(ref);
            Check.shortText("epoch", epoch);
            Check.known("standing", standing);
        }
    }

    /// A page of the people of a conversation, by name. Reply: `members`.
    @JsonTypeName("list-members")
    record ListMembers(long ref, ConversationId conversation, @Nullable String after)
            implements MemberFrame, Question {
        public ListMembers {
            Check.ref(ref);
            Check.shortText("after", after);
        }
    }

    /// A page of the people who may not come. Reply: `people`.
    @JsonTypeName("list-bans")
    record ListBans(long ref, ConversationId conversation, @Nullable String after)
            implements MemberFrame, Question {
        public ListBans {
            Check.ref(ref);
            Check.shortText("after", after);
        }
    }

    /// A page of the people who have read up to a seq. Reply: `people`.
    @JsonTypeName("list-readers")
    record ListReaders(long ref, ConversationId conversation, long seq, @Nullable String after)
            implements MemberFrame, Question {
        public ListReaders {
            Check.ref(ref);
            Check.range("seq", seq, 1, Limits.INTEGER);
            Check.shortText("after", after);
        }
    }
}
