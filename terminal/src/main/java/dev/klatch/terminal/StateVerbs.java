package dev.klatch.terminal;

import dev.klatch.client.States;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.Refused;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// What all devices of a person share and nobody else sees: favourites, when a conversation makes
/// itself heard, drafts, words that count as one's name.
final class StateVerbs {
    private final Desk desk;

    StateVerbs(Desk desk) {
        this.desk = desk;
    }

    List<Verb> verbs() {
        return List.of(
                Verb.of(
                                "notify",
                                "all|mentions|nothing",
                                "says which lines of this place are shown while you are elsewhere",
                                this::notify)
                        .offering(Verb.Offer.LEVEL),
                Verb.of("favourite", "on|off", "marks this place with a star", this::favourite)
                        .offering(Verb.Offer.SWITCH),
                Verb.of("draft", "[TEXT]", "keeps a text for later, or shows it", this::draft)
                        .offering(Verb.Offer.TEXT),
                Verb.of(
                                "block",
                                "NAME",
                                "takes no private messages of somebody",
                                n -> block(n, "yes"))
                        .offering(Verb.Offer.PERSON),
                Verb.of("unblock", "NAME", "takes them again", n -> block(n, ""))
                        .offering(Verb.Offer.PERSON),
                Verb.of("keywords", "[WORDS]", "words that count as your name", this::keywords));
    }

    private CompletableFuture<Boolean> kept(
            CompletableFuture<Optional<Refused>> done, String words) {
        return done.thenCompose(refused ->
                refused.isPresent() ? desk.refuse(Desk.words(refused.get())) : desk.say(words));
    }

    private CompletableFuture<Boolean> notify(String typed) {
        for (States.Level level : States.Level.values()) {
            if (typed.equalsIgnoreCase(level.name())) {
                return desk.here(place ->
                        kept(
                                desk.client().states().listen(place, level),
                                "While you are elsewhere, "
                                        + desk.directory().nameOf(place)
                                        + " shows "
                                        + level.name().toLowerCase(Locale.ROOT)
                                        + "."));
            }
        }
        return desk.usage("/notify all, /notify mentions or /notify nothing");
    }

    private CompletableFuture<Boolean> favourite(String typed) {
        boolean off = typed.equals("off");
        if (!off && !typed.equals("on") && !typed.isEmpty()) {
            return desk.usage("/favourite on or /favourite off");
        }
        return desk.here(place -> {
            States states = desk.client().states();
            return kept(
                    off ? states.unfavour(place) : states.favour(place),
                    desk.directory().nameOf(place) + (off ? " has no star." : " has a star."));
        });
    }

    private CompletableFuture<Boolean> draft(String typed) {
        String text = typed.strip();
        return desk.here(place ->
                text.isEmpty()
                        ? shown(place)
                        : kept(
                                desk.client().states().keepDraft(place, text),
                                "Kept. /draft shows it, on all your devices."));
    }

    private CompletableFuture<Boolean> shown(ConversationId place) {
        return desk.client()
                .states()
                .all()
                .thenCompose(all -> {
                    String draft = all.get(States.draft(place));
                    return desk.say(
                            draft == null || draft.isEmpty() ? "There is no draft here." : draft);
                });
    }

    private CompletableFuture<Boolean> block(String name, String value) {
        if (name.isEmpty()) {
            return desk.usage("/block NAME");
        }
        return new Lookup(desk)
                .person(
                        name,
                        person ->
                                kept(
                                        desk.client()
                                                .states()
                                                .set("block:" + person.person().text(), value),
                                        value.isEmpty()
                                                ? person.name() + " may write to you again."
                                                : person.name()
                                                        + " cannot write to you privately."));
    }

    private CompletableFuture<Boolean> keywords(String typed) {
        List<String> words = List.of(typed.strip().split("[\\s,]+", -1));
        List<String> some = words.stream().filter(word -> !word.isEmpty()).toList();
        return kept(
                desk.client().states().keywords(some),
                some.isEmpty()
                        ? "Only your name counts."
                        : "These count as your name: " + String.join(", ", some));
    }
}
