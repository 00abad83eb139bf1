package dev.klatch.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.klatch.client.ClientEvent;
import dev.klatch.client.KlatchClient;
import dev.klatch.client.PlayedServer;
import dev.klatch.protocol.Notice;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.Role;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The table of verbs, its hints, and what Tab offers from it.
class VerbsTest {
    private final PlayedServer server = new PlayedServer();
    private final Directory directory = new Directory();
    private Verbs verbs;
    private Completion completion;

    @TempDir Path state;

    @BeforeEach
    void open() throws IOException {
        KlatchClient client = server.client(state, "ana", _ -> {});
        verbs = new Verbs(new Desk(client, directory, new Silence()));
        completion = new Completion(directory);
        completion.offer(verbs);
        arrived(7, "bob");
        arrived(8, "Bob Smith");
    }

    private void arrived(long id, String name) {
        Notice notice = new Notice.Arrived(new PersonId(id), name, Role.MEMBER);
        directory.note(new ClientEvent.Noticed(notice));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void everyVerbSaysHowItIsWrittenAndWhatItDoes() {
        for (Verb verb : verbs.all()) {
            assertTrue(verb.names().stream().allMatch(name -> name.matches("[a-z?-]+")));
            assertFalse(verb.words().isBlank(), verb.name());
            assertTrue(verb.usage().length() <= 76, verb.usage());
            for (String name : verb.names()) {
                assertEquals(verb, verbs.named(name.toUpperCase(java.util.Locale.ROOT)));
            }
        }
        assertNull(verbs.named("nonsense"));
    }

    @Test
    void theHintSaysWhatIsStillMissing() {
        assertEquals("", verbs.hint("hello"));
        assertEquals("", verbs.hint("/"));
        assertEquals("", verbs.hint("/nonsense"));
        assertTrue(verbs.hint("/msg").startsWith(" NAME TEXT  says something"));
        assertTrue(verbs.hint("/msg ").startsWith("NAME TEXT  says something"));
        assertEquals("", verbs.hint("/msg bob"));
    }

    @Test
    void tabOffersVerbsAndNamesAtTheBeginning() {
        List<String> offers = completion.offers("");
        assertTrue(offers.containsAll(List.of("/reply", "/rooms", "bob:", "Bob Smith:", "exit")));
    }

    @Test
    void tabOffersWhatAVerbTakes() {
        assertEquals(List.of("bob", "Bob Smith"), completion.offers("/msg "));
        assertTrue(completion.offers("/go B").containsAll(List.of("everyone", "Bob Smith")));
        assertEquals(
                List.of("Bob Smith owner", "Bob Smith moderator", "Bob Smith member"),
                completion.offers("/role Bob Smith m"));
        assertEquals(List.of(), completion.offers("/nonsense x"));
    }

    @Test
    void tabCompletesNamesInsideOfALine() {
        assertEquals(List.of("bob", "Bob Smith", "everyone"), completion.offers("hello @b"));
        assertEquals(7, Completion.word("hello @b"));
        assertEquals(0, Completion.word("mail to ana@b"));
    }

    /// Nobody listens.
    private static final class Silence implements Output {
        @Override
        public @Nullable String ask(String question) {
            return null;
        }

        @Override
        public @Nullable String askSecretly(String question) {
            return null;
        }

        @Override
        public void event(ClientEvent.Happened happened) {}

        @Override
        public void message(ClientEvent.MessageChanged changed) {}

        @Override
        public void notice(ClientEvent event) {}

        @Override
        public void answer(dev.klatch.protocol.Answer answer) {}

        @Override
        public void found(int number, dev.klatch.protocol.Answer.Hit hit, String query) {}

        @Override
        public void listed(String what, String more) {}

        @Override
        public void say(String words) {
            assertNotNull(words);
        }

        @Override
        public void problem(String words) {
            assertNotNull(words);
        }
    }
}
