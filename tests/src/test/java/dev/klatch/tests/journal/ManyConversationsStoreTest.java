package dev.klatch.tests.journal;

import static dev.klatch.tests.journal.Stored.ANA;
import static dev.klatch.tests.journal.Stored.BOB;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.klatch.core.journal.Change;
import dev.klatch.core.journal.StoredPerson;
import dev.klatch.protocol.Answer;
import dev.klatch.protocol.ConversationFrame.ListConversations;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.FrameCodec;
import dev.klatch.protocol.MessageFrame.Cursor;
import dev.klatch.protocol.MessageFrame.Resume;
import dev.klatch.protocol.Question;
import dev.klatch.protocol.Summary;
import dev.klatch.server.store.SqliteStore;
import dev.klatch.server.store.StoreUnusable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A person in a thousand conversations, of which ten changed, comes back.
final class ManyConversationsStoreTest {
    @TempDir Path folder;

    @Test
    void signingInAgainCostsTwoQuestionsAndFiftyKilobytes() throws StoreUnusable {
        try (SqliteStore store = SqliteStore.open(folder, 1)) {
            List<Change> changes = new ArrayList<>(List.of(Stored.add(ANA), Stored.add(BOB)));
            for (long room = 1; room <= 1_000; room++) {
                changes.add(Stored.room(id(room), "room " + room));
                changes.add(Stored.enter(id(room), 1, ANA, BOB));
                changes.add(Stored.append(Stored.posted(id(room), 1, ANA, "hello")));
            }
            for (long room = 1; room <= 1_000; room += 100) {
                for (long seq = 2; seq <= 6; seq++) {
                    changes.add(Stored.append(Stored.posted(id(room), seq, ANA, "news")));
                }
            }
            store.journal().commit(changes);
            int[] bytes = new int[1];
            Answer.Conversations list =
                    (Answer.Conversations) ask(store, BOB, new ListConversations(1, null), bytes);
            List<Summary> moved =
                    list.conversations().stream().filter(each -> each.head() > 1).toList();
            assertEquals(10, moved.size());
            assertEquals(6, moved.getFirst().unread());
            List<Cursor> cursors =
                    moved.stream().map(each -> new Cursor(each.conversation(), 1, null)).toList();
            Answer.Resumed resumed =
                    (Answer.Resumed)
                            ask(store, BOB, new Resume(2, store.journal().epoch(), cursors), bytes);
            assertEquals(50, resumed.pages().stream().mapToInt(page -> page.events().size()).sum());
            assertTrue(bytes[0] <= 50 * 1024, bytes[0] + " bytes");
        }
    }

    private static ConversationId id(long room) {
        return new ConversationId(Long.MAX_VALUE - room);
    }

    private static Answer ask(
            SqliteStore store, StoredPerson reader, Question question, int[] bytes) {
        Answer answer = store.archive().answer(reader.id(), Stored.SESSION, question);
        bytes[0] += FrameCodec.encode(answer).length;
        return answer;
    }
}
