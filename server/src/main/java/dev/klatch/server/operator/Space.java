package dev.klatch.server.operator;

import dev.klatch.core.journal.Archive;
import dev.klatch.protocol.AdministrationFrame;
import dev.klatch.protocol.Answer;
import dev.klatch.protocol.FileId;
import dev.klatch.protocol.Refusal;
import dev.klatch.protocol.Refused;
import dev.klatch.protocol.StorageBy;
import dev.klatch.server.operator.Phrase.Status;

/// What files take of the disk, and how an operator gets it back: by the same frames as an admin.
final class Space {
    private static final double MEBI = 1 << 20;

    private final OperatorCaller caller;
    private final Archive archive;

    Space(OperatorCaller caller, Archive archive) {
        this.caller = caller;
        this.archive = archive;
    }

    /// The largest first, one a line.
    Status space(String what, Desk desk) {
        StorageBy by =
                switch (what) {
                    case "room" -> StorageBy.CONVERSATION;
                    case "person" -> StorageBy.PERSON;
                    case "kind" -> StorageBy.SORT;
                    default -> StorageBy.FILE;
                };
        Answer answer =
                archive.answer(
                        caller.person(),
                        caller.session(),
                        new AdministrationFrame.ListStorage(1, by));
        if (!(answer instanceof Answer.Storage(_, var lines))) {
            return Operator.answered(desk, answer, "");
        }
        for (Answer.StorageLine line : lines) {
            String count = by == StorageBy.FILE ? "" : "%6d files  ".formatted(line.files());
            Operator.show(
                    desk, "%10.1f MiB  %s%s".formatted(line.bytes() / MEBI, count, name(line)));
        }
        Operator.show(desk, lines.isEmpty() ? "There are no files." : hint(by));
        return Status.DONE;
    }

    private static String hint(StorageBy by) {
        return by == StorageBy.FILE
                ? "remove-file ID deletes one, with the messages that show it."
                : "space file lists the largest files.";
    }

    private static String name(Answer.StorageLine line) {
        FileId file = line.file();
        String name = line.name();
        if (file != null) {
            return file.text() + "  " + name;
        }
        if (line.sort() != null) {
            return line.sort().text();
        }
        return name == null ? "(a private conversation)" : name;
    }

    Status remove(String id, Desk desk) {
        FileId file;
        try {
            file = FileId.parse(id);
        } catch (RuntimeException none) {
            return Operator.answered(desk, Refused.of(0, Refusal.UNKNOWN_FILE), "");
        }
        Answer answer = caller.instruct(ref -> new AdministrationFrame.RemoveFile(ref, file));
        return Operator.answered(desk, answer, "The file is deleted, with what showed it.");
    }
}
