package dev.klatch.tests.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.klatch.core.Request;
import dev.klatch.core.person.NameRules;
import dev.klatch.protocol.ConversationFrame.ChangeConversation;
import dev.klatch.protocol.ConversationFrame.CreateGroup;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.MemberFrame.Invite;
import dev.klatch.protocol.Refusal;
import dev.klatch.tests.journal.MemoryJournal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// One name, one person; and names that look the same are the same.
final class NamesTest {
    private final Stage stage = new Stage();

    @ParameterizedTest
    @CsvSource({
        "ana, ANA",
        "ana, ' Ana '",
        "José, JOSÉ",
        "'Jos\u00e9', 'Jose\u0301'",
        "Straße, STRASSE",
        "admin1, 'аdmin1'",
        "paypal, 'раураl'",
        "scope, 'ѕсоре'",
        "modern, rnodern",
        "alice, a1ice",
        "chanserv, 'Chɑnserv'",
        "bob, b0b",
        "BOB, B0B",
        "file, 'ﬁle'",
        "bob, 'ｂｏｂ'"
    })
    void theSameNameIsTakenHoweverItIsWritten(String name, String lookAlike) {
        assertTrue(stage.run(stage.asGuest(name)).isOpened(), name);
        assertTrue(stage.run(stage.asGuest(lookAlike)).denied().is(Refusal.NAME_TAKEN), lookAlike);
        assertTrue(
                stage.run(stage.asAccount(lookAlike)).denied().is(Refusal.NAME_TAKEN), lookAlike);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "b\u200bob",
                "bob\u200d",
                "b\u00adob",
                "\u202ebob",
                "b\u2066ob",
                "bob\u2069",
                "a:b",
                "!DISCONNECT",
                "#room",
                "..",
                ".bob",
                "bob.",
                "a  b",
                "a\u00a0b",
                "a\tb",
                "a\nb",
                "a/b",
                "<b>",
                "@bob",
                "\u0301a",
                "\u3164",
                "\ufdd0",
                "\ud83d\ude00",
                "123456789012345678901234567890123"
            })
    void whatCannotBeSeenOrTypedIsNoName(String name) {
        assertNull(NameRules.clean(name), name);
        assertTrue(stage.run(stage.asGuest(name)).denied().is(Refusal.NAME_INVALID));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "admin",
                "Admin",
                "\u0430dmin",
                "everyone",
                "EVERYONE",
                "server",
                "system",
                "null",
                "exit",
                "menu",
                "group",
                "Groupie",
                "gr0up",
                "deleted account",
                "k1atch",
                "KIatch",
                "AII",
                "admln",
                "ADMlN"
            })
    void reservedWordsAreNobodysName(String name) {
        assertTrue(stage.run(stage.asGuest(name)).denied().is(Refusal.NAME_INVALID), name);
        assertTrue(stage.run(stage.asAccount(name)).denied().is(Refusal.NAME_INVALID), name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "Ana",
                "Mr.O'Neil-Smith_2",
                "Łukasz",
                "张伟",
                "Анна",
                "محمد",
                "नेहा",
                "12345678901234567890123456789012"
            })
    void namesOfAllScriptsAreTaken(String name) {
        assertEquals(name, stage.run(stage.asGuest(name)).opened().name());
    }

    @ParameterizedTest
    @CsvSource({"alice, AIice", "AIice, alice", "AIice, Alice", "lan, Ian", "Bill, BiII"})
    @DisplayName("ATK-012 a capital I looks like a small l, whoever comes first")
    void aCapitalLetterThatLooksLikeASmallOneIsNoOtherName(String name, String lookAlike) {
        assertTrue(stage.run(stage.asGuest(name)).isOpened(), name);
        assertTrue(stage.run(stage.asGuest(lookAlike)).denied().is(Refusal.NAME_TAKEN), lookAlike);
    }

    @ParameterizedTest
    @CsvSource({"alice, AIice", "AIice, alice", "AIice, Alice", "lan, Ian", "Bill, BiII"})
    @DisplayName("ATK-012 a title that looks like that of another room, or like a name, is taken")
    void aTitleThatLooksLikeAnotherIsNoOtherTitle(String title, String lookAlike) {
        Device eve = stage.guest("eve");
        ConversationId room = stage.room(eve, title);
        stage.run(stage.createRoom(eve, lookAlike));
        assertTrue(eve.isRefused(Refusal.NAME_TAKEN), lookAlike);
        assertTrue(stage.run(stage.asGuest(lookAlike)).denied().is(Refusal.NAME_TAKEN), lookAlike);
        String epoch = stage.journal.epoch();
        var own =
                new ChangeConversation(
                        eve.nextRef(),
                        stage.cid(),
                        epoch,
                        room,
                        lookAlike,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null);
        stage.run(new Request.Client(eve, own));
        eve.accepted();
    }

    @Test
    void nobodyTalksWithTheServerItself() {
        Device ana = stage.account("ana");
        stage.account("bob");
        stage.run(stage.openDirect(ana, "Server"));
        assertTrue(ana.isRefused(Refusal.NOT_ALLOWED));
        ConversationId room = stage.room(ana, "staff");
        ana.news();
        var people = List.of(MemoryJournal.SERVER.id());
        String epoch = stage.journal.epoch();
        stage.run(
                new Request.Client(
                        ana, new Invite(ana.nextRef(), stage.cid(), epoch, room, people)));
        assertTrue(ana.isRefused(Refusal.NOT_ALLOWED));
        stage.run(
                new Request.Client(
                        ana,
                        new CreateGroup(
                                ana.nextRef(),
                                stage.cid(),
                                epoch,
                                "quiz",
                                List.of("bob", "server"))));
        assertTrue(ana.isRefused(Refusal.UNKNOWN_PERSON));
    }

    @Test
    void namesThatDoNotLookAlikeAreDifferent() {
        for (String name : List.of("Mila", "Milla", "Ali", "Lily", "ian", "lan", "Ina", "Iris")) {
            assertTrue(stage.run(stage.asGuest(name)).isOpened(), name);
        }
    }

    @Test
    void aNameIsKeptComposedAndWithoutSpacesAroundIt() {
        assertEquals("Jos\u00e9", stage.run(stage.asGuest(" Jose\u0301 ")).opened().name());
    }

    @Test
    void ofAHundredWhoWantOneNameInOneBatchOneWins() {
        List<Stage.Try> tries = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            tries.add(i % 2 == 0 ? stage.asGuest("bob") : stage.asAccount("Bob"));
        }
        stage.run(tries.stream().map(Stage.Try::request).toList());
        assertTrue(tries.getFirst().isOpened());
        assertEquals(1, tries.stream().filter(Stage.Try::isOpened).count());
        for (Stage.Try lost : tries.subList(1, 100)) {
            assertTrue(lost.denied().is(Refusal.NAME_TAKEN));
        }
    }

    @Test
    void aGuestWhoAsksForAnAccountsNameIsToldToSignIn() {
        stage.run(stage.asAccount("Ana"));
        assertTrue(stage.run(stage.asGuest("ana")).denied().is(Refusal.NAME_HAS_ACCOUNT));
        assertTrue(stage.run(stage.asAccount("ana")).denied().is(Refusal.NAME_TAKEN));
    }

    @Test
    void peopleAndRoomsShareTheirNames() {
        Device ana = stage.guest("ana");
        stage.room(ana, "Den");
        assertTrue(stage.run(stage.asGuest("dEn")).denied().is(Refusal.NAME_TAKEN));
        for (String name : List.of("ANA", "den", "d\u0435n")) {
            stage.run(stage.createRoom(ana, name));
            assertTrue(ana.isRefused(Refusal.NAME_TAKEN), name);
        }
        for (String name : List.of("everyone", "a:b", " ", "Group of two")) {
            stage.run(stage.createRoom(ana, name));
            assertTrue(ana.isRefused(Refusal.NAME_INVALID), name);
        }
    }

    @Test
    void ofTwoRoomsOfOneNameInOneBatchOneIsMade() {
        Device ana = stage.guest("ana");
        Device bob = stage.guest("bob");
        ana.news();
        bob.news();
        Request later = stage.createRoom(bob, "DEN");
        stage.run(stage.createRoom(ana, "Den"), later, stage.asGuest("den").request());
        assertEquals(1, ana.accepted().seq());
        assertTrue(bob.isRefused(Refusal.NAME_TAKEN));
    }

    @Test
    void differentNamesStayDifferent() {
        for (String name : List.of("anna", "an", "ana2", "ane", "ana b", "a.na")) {
            assertNotEquals(NameRules.key("ana"), NameRules.key(name), name);
        }
    }
}
