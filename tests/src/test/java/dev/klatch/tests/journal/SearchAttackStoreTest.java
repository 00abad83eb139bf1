package dev.klatch.tests.journal;

import static dev.klatch.tests.journal.Stored.ANA;
import static dev.klatch.tests.journal.Stored.BOB;
import static dev.klatch.tests.journal.Stored.EVE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.klatch.protocol.Answer;
import dev.klatch.protocol.Refusal;
import dev.klatch.protocol.Refused;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is typed to break the search.
final class SearchAttackStoreTest extends Searching {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"",
                "*",
                "has:sugar",
                "before:yesterday",
                "after:2026-13-01",
                "from:",
                "mentions:bob",
                "in:\"\"",
                "-",
                "( )",
                "tea has:"
            })
    void aQueryWithNothingToSearchForIsRefused(String query) {
        assertTrue(ask(BOB, query) instanceof Refused no && no.is(Refusal.QUERY_INVALID), query);
    }

    @ParameterizedTest
    @DisplayName("ATK-064 what looks like an operator of the index, or like SQL, is only text")
    @ValueSource(
            strings = {
                "tea AND",
                "NOT tea",
                "tea OR 1",
                "text:tea",
                "place:c5k",
                "tea) OR (x",
                "tea\" OR \"x",
                "NEAR(tea cup, 3)",
                "{text place} : tea",
                "^tea",
                "tea + cup",
                "'; DROP TABLE indexed; --",
                "tea' OR '1'='1",
                "%",
                "_",
                "tea:*",
                "in:%' from:_",
                "a:b:c \"d\"\"e",
                "from:ana' OR 'x",
                "\\",
                "tea*tea*",
                "words:x rank:y",
                "x\u0000y"
            })
    void operatorsAreText(String query) {
        talk.says(ANA, "tea and cup");
        settle();
        Answer answer = ask(EVE, query);
        assertTrue(
                (answer instanceof Answer.Found nothing && nothing.hits().isEmpty())
                        || (answer instanceof Refused no && no.is(Refusal.QUERY_INVALID)),
                answer.toString());
        answer = ask(BOB, query);
        assertTrue(answer instanceof Answer.Found || answer instanceof Refused, query);
        assertEquals(1, seqs(BOB, "tea cup").size());
    }
}
