package dev.klatch.tests.history;

/// An event as a reader saw it. `kind`, `cid`, `author` and `text` are those of the frame; `text`
/// is empty for events without one.
public record Entry(
        String conversation, long seq, String kind, String author, String cid, String text) {
    boolean isPost() {
        return kind.equals("posted");
    }
}
