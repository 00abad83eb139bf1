package dev.klatch.core;

import dev.klatch.core.Rules.Sent;
import dev.klatch.core.conversation.Conversation;
import dev.klatch.core.journal.Change;
import dev.klatch.core.journal.FileFigures;
import dev.klatch.core.journal.FileWish;
import dev.klatch.core.journal.MessagePlace;
import dev.klatch.core.journal.StoredFile;
import dev.klatch.core.journal.StoredPerson;
import dev.klatch.core.permission.Permissions;
import dev.klatch.core.permission.ServerVerb;
import dev.klatch.core.permission.Verb;
import dev.klatch.protocol.Attachment;
import dev.klatch.protocol.Event;
import dev.klatch.protocol.FileId;
import dev.klatch.protocol.MessageFrame.Post;
import dev.klatch.protocol.Refusal;
import dev.klatch.protocol.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Who may upload what for which conversation, which of it a message may show, and how a file ends.
final class FileRules {
    private static final long KIBI = 1_024;
    private static final long MEBI = KIBI * KIBI;

    private final Rules rules;
    private final Happenings happenings;
    private final AdministrationRules administration;
    private final FileLimits limits;

    FileRules(
            Rules rules,
            Happenings happenings,
            AdministrationRules administration,
            FileLimits limits) {
        this.rules = rules;
        this.happenings = happenings;
        this.administration = administration;
        this.limits = limits;
    }

    void begin(Batch batch, Request.BeginUpload request) {
        Refused no = refusal(request);
        if (no != null) {
            batch.tell(
                    new Outcome.Settled(
                            () -> request.reply().accept(new Request.Uploading.Denied(no))));
            return;
        }
        StoredFile file =
                new StoredFile(
                        new FileId(rules.freshId()),
                        request.person(),
                        request.conversation(),
                        request.wish(),
                        rules.time().wallMillis(),
                        null);
        batch.keep(new Change.AddFile(file));
        batch.tell(
                new Outcome.Settled(
                        () -> request.reply().accept(new Request.Uploading.Begun(file))));
    }

    private @Nullable Refused refusal(Request.BeginUpload request) {
        StoredPerson person = rules.draft().person(request.person());
        if (person == null || person.closed()) {
            return Refused.of(0, Refusal.NOT_SIGNED_IN);
        }
        Conversation conversation = rules.conversations().find(request.conversation());
        if (conversation == null) {
            return Refused.of(0, Refusal.UNKNOWN_CONVERSATION);
        }
        Refusal no = mayNotPost(person, conversation);
        if (no != null) {
            return Refused.of(0, no);
        }
        return tooMuch(request, conversation);
    }

    private @Nullable Refusal mayNotPost(StoredPerson person, Conversation conversation) {
        long now = rules.time().wallMillis();
        Refusal no = Permissions.refusal(Verb.POST, person, conversation, now);
        if (no == null && conversation.traits().announcement()) {
            no = Permissions.refusal(Verb.POST_WHERE_ANNOUNCED, person, conversation, now);
        }
        return no;
    }

    private @Nullable Refused tooMuch(Request.BeginUpload request, Conversation conversation) {
        FileWish wish = request.wish();
        if (wish.size() > limits.file()) {
            String words =
                    limits.file() == 0
                            ? "This server takes no files."
                            : "The file has "
                                    + size(wish.size())
                                    + "; this server takes up to "
                                    + size(limits.file())
                                    + ".";
            return Refused.of(0, Refusal.FILE_TOO_LARGE, words).about("size", limits.file());
        }
        FileFigures own = rules.draft().files().of(request.person());
        if (own.uploads() >= FileLimits.UPLOADS_OF_A_PERSON) {
            return Refused.of(0, Refusal.QUOTA, "You have too many uploads that are not finished.")
                    .about("uploads", (long) FileLimits.UPLOADS_OF_A_PERSON);
        }
        if (own.files() >= FileLimits.FILES_OF_A_PERSON) {
            return Refused.of(0, Refusal.QUOTA, "You have too many files here.")
                    .about("files", (long) FileLimits.FILES_OF_A_PERSON);
        }
        Refused no = quota("for you", limits.person(), own, wish);
        if (no == null) {
            FileFigures there = rules.draft().files().in(conversation.id());
            no = quota("for this conversation", limits.conversation(), there, wish);
        }
        if (no == null) {
            FileFigures all = rules.draft().files().all();
            no = quota("on this server", limits.server(), all, wish);
        }
        return no;
    }

    private static @Nullable Refused quota(
            String whose, long limit, FileFigures used, FileWish wish) {
        if (limit == 0 || used.bytes() + wish.size() <= limit) {
            return null;
        }
        long left = Math.max(0, limit - used.bytes());
        String words =
                "The file has "
                        + size(wish.size())
                        + "; of "
                        + size(limit)
                        + " "
                        + whose
                        + " "
                        + size(left)
                        + " are left.";
        return Refused.of(0, Refusal.QUOTA, words).about("size", left);
    }

    private static String size(long bytes) {
        if (bytes < KIBI) {
            return bytes + " bytes";
        }
        return bytes < MEBI ? bytes / KIBI + " KiB" : bytes / MEBI + " MiB";
    }

    /// Notes that all of an upload is there. Said once more, it is the same.
    void finish(Batch batch, Request.FinishUpload request) {
        StoredFile file = rules.draft().files().file(request.file());
        Optional<Refused> answer = Optional.empty();
        if (file == null) {
            answer = Optional.of(Refused.of(0, Refusal.UNKNOWN_FILE));
        } else if (file.content() == null) {
            long now = rules.time().wallMillis();
            batch.keep(new Change.FinishFile(file.id(), request.content(), now));
        }
        Optional<Refused> told = answer;
        batch.tell(new Outcome.Settled(() -> request.reply().accept(told)));
    }

    /// Ends uploads, and files that no message shows; the others stay.
    void end(Batch batch, Request.EndFiles request) {
        for (FileId id : request.files()) {
            if (rules.draft().files().file(id) != null
                    && rules.draft().files().places(id).isEmpty()) {
                batch.keep(new Change.EndFile(id));
            }
        }
        batch.tell(new Outcome.Settled(() -> request.reply().accept(Optional.empty())));
    }

    /// The files of a post as all see them; null if one of them is not the sender's, not for this
    /// conversation or not all there, which the sender is told.
    @Nullable List<Attachment> attachments(Batch batch, Sent sent, Post post) {
        List<Attachment> attachments = new ArrayList<>();
        for (FileId id : post.files() == null ? List.<FileId>of() : post.files()) {
            StoredFile file = rules.draft().files().file(id);
            if (file == null
                    || file.content() == null
                    || !file.owner().equals(sent.author().id())
                    || !file.conversation().equals(post.conversation())) {
                happenings.refuseField(batch, sent, post, Refusal.UNKNOWN_FILE, "files");
                return null;
            }
            attachments.add(file.attachment());
        }
        return attachments;
    }

    /// Deletes the messages that show a file, wherever they are; the file goes with them.
    @Nullable Refusal remove(Batch batch, StoredPerson person, FileId id) {
        Actor actor = Actor.of(person);
        if (!actor.may(ServerVerb.REMOVE_FILE)) {
            return Refusal.NOT_ALLOWED;
        }
        StoredFile file = rules.draft().files().file(id);
        if (file == null) {
            return Refusal.UNKNOWN_FILE;
        }
        for (MessagePlace place : rules.draft().files().places(id)) {
            delete(batch, person, place);
        }
        // No sweep is waited for: whoever removed it asks at once what still takes room.
        batch.keep(new Change.EndFile(id));
        StoredPerson owner = rules.draft().person(file.owner());
        administration.audit(batch, actor, "remove-file " + file.wish().name(), owner);
        return null;
    }

    private void delete(Batch batch, StoredPerson who, MessagePlace place) {
        Conversation conversation = rules.conversations().find(place.conversation());
        if (conversation == null) {
            return;
        }
        long time = rules.eventMillis();
        Event.Deleted deleted =
                new Event.Deleted(
                        conversation.id(),
                        conversation.next(time),
                        time,
                        who.id(),
                        who.name(),
                        rules.freshCid(),
                        place.seq());
        happenings.happen(batch, deleted, who.id(), deleted.cid());
    }
}
