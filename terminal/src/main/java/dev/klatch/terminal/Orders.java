package dev.klatch.terminal;

import java.util.List;

/// The commands that one can type, for help and completion, in the order shown.
enum Orders {
    ROOMS("", "lists the rooms"),
    JOIN("ROOM", "enters a room and goes there"),
    CREATE("ROOM", "makes a room and goes there"),
    LEAVE("[ROOM]", "leaves a room for good"),
    GO("NAME", "lines go to this room or person from now on (/go everyone: back)"),
    WHO("", "lists who is online"),
    MSG("NAME TEXT", "says something to one person alone"),
    SAY("TEXT", "says it as it is, whatever it looks like"),
    HISTORY("[NUMBER]", "shows what was said before"),
    RESEND("", "sends the messages that were held back"),
    DISCARD("", "forgets the messages that were held back"),
    HELP("", "shows this"),
    QUIT("", "leaves Klatch (also: exit)");

    private final String arguments;
    private final String words;

    Orders(String arguments, String words) {
        this.arguments = arguments;
        this.words = words;
    }

    /// As it is typed, without the slash.
    String typed() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /// Whether plain lines go somewhere else after this one.
    static boolean changesPlace(String typed) {
        return switch (typed) {
            case "join", "create", "go" -> true;
            default -> false;
        };
    }

    /// All of them, one a line.
    static List<String> help() {
        return List.of(values()).stream()
                .map(order ->
                        "  %-18s %s"
                                .formatted(
                                        "/" + order.typed() + " " + order.arguments, order.words))
                .toList();
    }

    /// What one sees first, and again with `menu`.
    static List<String> menu() {
        return List.of(
                "What you write goes to everyone. Some tips:",
                "  bob: hello         goes to bob alone",
                "  /rooms  /who       what there is and who is here",
                "  /go staff          the next lines go to the room staff",
                "  /help              all commands",
                "  menu               this again",
                "  exit               leave");
    }
}
