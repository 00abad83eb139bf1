package dev.klatch.client;

import dev.klatch.protocol.CommandId;
import dev.klatch.protocol.ConversationId;
import java.nio.file.Path;
import java.util.List;

/// A message whose files are on their way. It is said when all of them are on the server.
///
/// @param cid the name that its message will have
/// @param conversation where it will be said
/// @param words what is said with the files; may be empty
/// @param items the files, one to ten
public record Parcel(CommandId cid, ConversationId conversation, Writing words, List<Item> items) {
    public Parcel {
        items = List.copyOf(items);
    }

    /// A file on this machine.
    ///
    /// @param size in bytes
    public record Item(Path path, long size) {
        /// What others will see it called.
        public String name() {
            return String.valueOf(path.getFileName());
        }
    }

    /// The bytes of all of them.
    public long size() {
        return items.stream().mapToLong(Item::size).sum();
    }
}
