package dev.klatch.server.operator;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The table of all that an operator can ask for: the word, what goes with it, what it means, and
/// the older spelling of it where there is one. What is typed is read by this table and `help`
/// prints it.
public enum Verb {
    HELP("help", "", "shows this list", null),
    USERS("users", "", "who is online", "<ACTIVE USERS>"),
    ROOMS("rooms", "", "all rooms and groups, and how many are in each", null),
    SAY("say", "TEXT", "says something in everyone, as the server", null),
    STATS("stats", "", "figures: connections, people, messages, disk", null),
    SPACE("space", "room|person|kind|file", "what files take how much room", null),
    REMOVE_FILE("remove-file", "ID", "deletes a file with the messages that show it", null),
    KICK("kick", "NAME", "ends the sessions of somebody, who may come again", null),
    BAN("ban", "NAME", "keeps somebody out", null),
    UNBAN("unban", "NAME", "lets somebody come in again", null),
    MUTE("mute", "NAME [MINUTES]", "lets somebody only read, for an hour unless said", null),
    UNMUTE("unmute", "NAME", "lets somebody write again", null),
    ROLE("role", "NAME ROLE", "makes an account member, moderator, admin or owner", null),
    INVITE(
            "invite",
            "[--role ROLE] [--uses N] [--hours N] [--room NAME]",
            "makes a code to come in with; one use, seven days, as member unless said",
            null),
    SIGN_UP("sign-up", "open|invite|closed", "who may make an account", null),
    GUESTS("guests", "on|off", "whether people may come in without an account", null),
    TAIL("tail", "on|off", "follows the server's log here, or no longer", null),
    WIPE(
            "wipe",
            "[--no-backup] [--yes]",
            "deletes everything that was said, after a question and a backup",
            "<DELETE CHAT BACKUP>"),
    EXIT("exit", "", "stops the server", "<EXIT>");

    private final String word;
    private final String arguments;
    private final String meaning;
    private final @Nullable String older;

    Verb(String word, String arguments, String meaning, @Nullable String older) {
        this.word = word;
        this.arguments = arguments;
        this.meaning = meaning;
        this.older = older;
    }

    /// The word to type.
    public String word() {
        return word;
    }

    /// The word and what goes with it, as `help` prints them.
    public String usage() {
        return (word + " " + arguments).strip();
    }

    /// What it does.
    public String meaning() {
        return meaning;
    }

    /// The older spelling, with its angle brackets.
    public Optional<String> older() {
        return Optional.ofNullable(older);
    }

    Syntax syntax() {
        return new Syntax(arguments);
    }

    /// The verb that is spelled so, in any case.
    static Optional<Verb> spelled(String spelling) {
        String word = spelling.toLowerCase(Locale.ROOT);
        return Stream.of(values())
                .filter(verb ->
                        verb.word.equals(word)
                                || verb.older()
                                        .filter(known -> known.equalsIgnoreCase(spelling))
                                        .isPresent())
                .findAny();
    }

    /// The lines of `help`.
    public static Stream<String> table() {
        int width = Stream.of(values()).mapToInt(verb -> verb.usage().length()).max().orElse(0);
        return Stream.of(values())
                .map(verb ->
                        ("%-" + width + "s  %s%s")
                                .formatted(
                                        verb.usage(),
                                        verb.meaning,
                                        verb.older().map(known -> "; also " + known).orElse("")));
    }
}
