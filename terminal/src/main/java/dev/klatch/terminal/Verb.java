package dev.klatch.terminal;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/// Something that one can type after a slash, or in a classic spelling: the one place that says
/// what it is called, what follows it, what it does in words and in truth, and what Tab offers.
///
/// @param names what it is called: the first is shown, the others are understood too
/// @param arguments what follows, as help shows it: WORDS in capitals, optional ones in brackets
/// @param words what it does, for help and hints
/// @param offers what Tab offers for each argument; after the last nothing
/// @param doing does it
record Verb(List<String> names, String arguments, String words, List<Offer> offers, Doing doing) {
    /// Does something with what was typed after the verb.
    interface Doing {
        /// Returns at once; completed when all is said, with whether it was done.
        CompletableFuture<Boolean> with(String rest);
    }

    /// What Tab can offer for an argument.
    enum Offer {
        PLACE,
        ROOM,
        PERSON,
        VERB,
        ROLE,
        LEVEL,
        SWITCH,
        DAY,
        PATHS,
        FOLDER,
        KIND,
        TEXT
    }

    /// A verb, with its other names behind the first.
    static Verb of(String names, String arguments, String words, Doing doing) {
        return new Verb(List.of(names.split(" ", -1)), arguments, words, List.of(), doing);
    }

    /// The same, with what Tab offers for each argument.
    Verb offering(Offer... all) {
        return new Verb(names, arguments, words, List.of(all), doing);
    }

    /// What it is called.
    String name() {
        return names.getFirst();
    }

    /// How it is written, with a slash.
    String usage() {
        return ("/" + name() + " " + arguments).strip();
    }
}
