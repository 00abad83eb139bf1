package dev.klatch.core;

import dev.klatch.core.journal.StoredInvite;
import dev.klatch.core.journal.StoredPerson;
import dev.klatch.core.presence.Connection;
import dev.klatch.protocol.AccountFrame;
import dev.klatch.protocol.AdministrationFrame;
import dev.klatch.protocol.Answer;
import dev.klatch.protocol.Refusal;
import dev.klatch.protocol.Refused;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Brings the frames about accounts and about running the server to their rules, and the replies
/// back.
record PeopleFrames(
        AccountRules accounts,
        AdministrationRules administration,
        InviteRules invites,
        ReportRules reports,
        FileRules files) {

    void hear(Batch batch, Connection from, StoredPerson person, AccountFrame frame) {
        long ref = frame.ref();
        switch (frame) {
            case AccountFrame.SetProfile it ->
                    reply(batch, from, ref, accounts.setProfile(batch, person, it));
            case AccountFrame.EndSession it ->
                    answer(batch, from, ref, accounts.endSession(batch, person, it.session()));
            case AccountFrame.EndOtherSessions _ -> {
                accounts.endOthers(batch, person, from.session());
                answer(batch, from, ref, null);
            }
            case AccountFrame.RedeemInvite it -> {
                switch (invites.redeem(batch, person, it.code())) {
                    case InviteRules.Making.Made _ -> answer(batch, from, ref, null);
                    case InviteRules.Making.No no -> reply(batch, from, ref, refused(ref, no));
                }
            }
            case AccountFrame.ReadProfile _, AccountFrame.ListSessions _ ->
                    throw new IllegalArgumentException("a question: " + frame);
        }
    }

    void hear(Batch batch, Connection from, StoredPerson person, AdministrationFrame frame) {
        Actor actor = Actor.of(person);
        if (frame instanceof AdministrationFrame.MakeInvite it) {
            batch.tell(
                    new Outcome.Told(from, made(it.ref(), invites.make(batch, actor, it), actor)));
            return;
        }
        Refusal no =
                switch (frame) {
                    case AdministrationFrame.SetRole it ->
                            administration.setRole(batch, actor, it.person(), it.role());
                    case AdministrationFrame.BanPerson it ->
                            administration.ban(batch, actor, it.person(), it.reason());
                    case AdministrationFrame.UnbanPerson it ->
                            administration.unban(batch, actor, it.person());
                    case AdministrationFrame.MutePerson it ->
                            administration.mute(batch, actor, it.person(), it.minutes());
                    case AdministrationFrame.KickPerson it ->
                            administration.kick(batch, actor, it.person());
                    case AdministrationFrame.RevokeInvite it ->
                            invites.revoke(batch, actor, it.invite());
                    case AdministrationFrame.SetSignUp it ->
                            administration.setSignUp(batch, actor, it.mode(), it.guests());
                    case AdministrationFrame.Report it -> reports.report(batch, person, it);
                    case AdministrationFrame.RemoveFile it ->
                            files.remove(batch, person, it.file());
                    case AdministrationFrame.SettleReport it ->
                            reports.settle(batch, actor, it.report(), it.note());
                    default -> throw new IllegalArgumentException("a question: " + frame);
                };
        answer(batch, from, frame.ref(), no);
    }

    void offer(Batch batch, Request.OfferOwnership request) {
        Optional<String> code = Optional.ofNullable(invites.offerOwnership(batch));
        batch.tell(new Outcome.Settled(() -> request.reply().accept(code)));
    }

    private static Answer made(long ref, InviteRules.Making making, Actor actor) {
        return switch (making) {
            case InviteRules.Making.Made(StoredInvite invite, String code) ->
                    new Answer.InviteMade(
                            ref,
                            invite.id(),
                            code,
                            new Answer.InviteLine(
                                    invite.id(),
                                    invite.role(),
                                    invite.uses(),
                                    invite.expires(),
                                    invite.conversation(),
                                    actor.who()));
            case InviteRules.Making.No no -> refused(ref, no);
        };
    }

    private static Refused refused(long ref, InviteRules.Making.No no) {
        Refused refused = Refused.of(ref, no.refusal());
        return no.after() == 0 ? refused : refused.after(no.after());
    }

    private static void answer(Batch batch, Connection from, long ref, @Nullable Refusal no) {
        reply(batch, from, ref, no == null ? null : Refused.of(ref, no));
    }

    private static void reply(Batch batch, Connection from, long ref, @Nullable Refused no) {
        batch.tell(new Outcome.Told(from, no == null ? new Answer.Done(ref) : no));
    }
}
