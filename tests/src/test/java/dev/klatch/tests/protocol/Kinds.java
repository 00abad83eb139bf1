package dev.klatch.tests.protocol;

import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.klatch.protocol.Event;
import dev.klatch.protocol.Notice;
import java.util.Set;
import java.util.TreeSet;

/// The kinds of frames, read from the sealed types themselves.
final class Kinds {
    private Kinds() {}

    /// The kinds of all records below a sealed type, without those that are never on the wire.
    static Set<String> of(Class<?> sealed) {
        Set<String> kinds = new TreeSet<>();
        collect(sealed, kinds);
        return kinds;
    }

    private static void collect(Class<?> type, Set<String> kinds) {
        if (type.isSealed()) {
            for (Class<?> permitted : type.getPermittedSubclasses()) {
                collect(permitted, kinds);
            }
        } else if (type != Event.Opaque.class && type != Notice.Unknown.class) {
            JsonTypeName name = type.getAnnotation(JsonTypeName.class);
            if (name == null) {
                throw new IllegalStateException(type + " has no kind");
            }
            kinds.add(name.value());
        }
    }
}
