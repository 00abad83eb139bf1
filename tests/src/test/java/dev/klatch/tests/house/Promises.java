package dev.klatch.tests.house;

import java.util.List;

/// What is promised to users, by the ids that the tests carry.
final class Promises {
    private static final String NO_TEST = "none yet";

    /// A promise. `otherwise` stands where its tests would, if there are none.
    record Row(String id, String words, String otherwise) {}

    /// Promises that belong together.
    record Part(String title, List<Row> rows) {}

    static final List<Part> PARTS =
            List.of(
                    new Part(
                            "A. People and private conversations",
                            List.of(
                                    row("A1", "enter with a name or an account; a name is unique"),
                                    row("A2", "what one writes in a room reaches all there"),
                                    row("A3", "a place of its own for each private conversation"),
                                    row("A4", "the list of people online is live"),
                                    row("A5", "failures are shown in plain words and retried"),
                                    row("A6", "a name that is taken is refused"),
                                    row("A7", "many connections at once"))),
                    new Part(
                            "B. Accounts, history and the operator",
                            List.of(
                                    row("B1", "sign up, log in, quit; a first menu"),
                                    row("B2", "`<EXIT>` leaves and is never posted"),
                                    row("B3", "any text up to the limit arrives whole"),
                                    row("B4", "on log-in one sees what was said before"),
                                    row("B5", "messages and commands are logged by date"),
                                    row("B6", "the operator's console"),
                                    row("B7", "leaving is announced; statuses are private"),
                                    row("B8", "host and port are arguments"))),
                    new Part(
                            "C. Commands",
                            List.of(
                                    row("C1", "asked for a name on start"),
                                    row("C2", "text of every language"),
                                    row("C3", "`!FILE` sends a file"),
                                    row("C4", "`!INFO` shows facts about the room"),
                                    row("C5", "`!DISCONNECT` leaves"),
                                    row(
                                            "C6",
                                            "how far files are is shown; the console follows live"),
                                    row("C7", "own messages are no news"),
                                    row("C8", "a crash of the server is survived"),
                                    row("C9", "tic-tac-toe with `!TTT`"),
                                    row("C10", "pictures are seen before they are opened"))),
                    new Part(
                            "D. A class in the terminal",
                            List.of(
                                    row("D1", "prompt for a name, again if it is taken"),
                                    row("D2", "a menu with tips"),
                                    row("D3", "plain lines go to everyone; each shows its place"),
                                    row("D4", "`receiver: message` goes to that person alone"),
                                    row("D5", "`group groupName Bob,Mary` makes a group"),
                                    row("D6", "`groupName: text` reaches its members only"),
                                    row("D7", "who leaves is out; a group of one is closed"),
                                    row("D8", "`exit` leaves; titles show who and where"),
                                    row("D9", "the server's log shows each message as JSON"),
                                    row("D10", "the server's closing is told in words"),
                                    row("D11", "a guest's name is free again"))),
                    new Part(
                            "E. Rooms and the rest",
                            List.of(
                                    row("E1", "three and more in real time"),
                                    row("E2", "rooms: list, create, join, leave, switch"),
                                    waits("E3", "calls from the list of people"),
                                    row("E4", "files; the receiver chooses where they are saved"),
                                    waits("E5", "voice and video"),
                                    row("E6", "times and notices"),
                                    row("E7", "JSON messages with kinds, documented"),
                                    row("E8", "host, port and name are asked for and kept"))));

    private Promises() {}

    private static Row row(String id, String words) {
        return new Row(id, words, NO_TEST);
    }

    private static Row waits(String id, String words) {
        return new Row(id, words, "not there yet");
    }
}
