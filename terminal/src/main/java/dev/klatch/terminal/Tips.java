package dev.klatch.terminal;

import java.util.List;

/// What one sees first.
final class Tips {
    /// Shown at the start, and again with `menu`.
    static final List<String> MENU =
            List.of(
                    "What you write goes to everyone. Some tips:",
                    "  bob: hello             goes to bob alone",
                    "  /rooms  /who           what there is and who is here",
                    "  /go staff              the next lines go to the room staff (or Alt+2)",
                    "  /reply 41 yes          answers the message with the number 41",
                    "  /send photo.jpg        sends a file; /save keeps one that came",
                    "  Tab                    completes names, commands and paths",
                    "  /help                  all commands",
                    "  menu                   this again",
                    "  exit                   leave");

    private Tips() {}
}
