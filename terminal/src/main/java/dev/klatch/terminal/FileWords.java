package dev.klatch.terminal;

import dev.klatch.client.ClientEvent;
import dev.klatch.client.Progress;

/// What becomes of files on their way, in words.
final class FileWords {
    private FileWords() {}

    /// Where it begins, why it waits, or how it ended; of others nothing.
    static String of(ClientEvent event) {
        return switch (event) {
            case ClientEvent.ParcelMoved(var parcel, Progress progress) -> {
                String names = Wording.names(parcel);
                yield switch (progress) {
                    case Progress.Moving _ ->
                            "Sending " + names + ", " + Wording.size(parcel.size()) + ".";
                    case Progress.Waiting(String words) -> names + " waits: " + words;
                    case Progress.Arrived _, Progress.Saved _ -> names + " has arrived.";
                    case Progress.Failed(String words, var refused) ->
                            "Not sent: "
                                    + names
                                    + " — "
                                    + words
                                    + (refused == null ? "" : " (" + refused.code() + ")");
                    case Progress.Cancelled _ -> names + " is not sent.";
                };
            }
            case ClientEvent.DownloadMoved(var download, Progress progress) -> {
                String name = download.name();
                yield switch (progress) {
                    case Progress.Moving _ ->
                            "Saving " + name + ", " + Wording.size(download.size()) + ".";
                    case Progress.Waiting(String words) -> name + " waits: " + words;
                    case Progress.Saved(var file) -> "Saved " + file;
                    case Progress.Arrived _ -> "Saved " + name;
                    case Progress.Failed(String words, var refused) ->
                            "Not saved: "
                                    + name
                                    + " — "
                                    + words
                                    + (refused == null ? "" : " (" + refused.code() + ")");
                    case Progress.Cancelled _ -> name + " is not saved.";
                };
            }
            default -> "";
        };
    }
}
