package dev.klatch.server.setting;

import dev.klatch.server.address.AddressBlock;
import dev.klatch.server.address.Whereabouts;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the values of a setting look like.
public sealed interface Form<T> {
    /// The value that this text says, or null if it says none that is allowed.
    @Nullable T read(String text);

    /// The text that says this value.
    String write(T value);

    /// What is allowed, as in "is ...".
    String expected();

    /// The same in a word or two, for the help of a command.
    default String label() {
        return "N";
    }

    /// What a number counts; empty elsewhere.
    default String unit() {
        return "";
    }

    /// A whole number from `least` to `most` of `unit`.
    record Count(int least, int most, String unit) implements Form<Integer> {
        private static final int DIGITS = 9;

        @Override
        public @Nullable Integer read(String text) {
            boolean digits = text.chars().allMatch(each -> each >= '0' && each <= '9');
            if (!digits || text.isEmpty() || text.length() > DIGITS) {
                return null;
            }
            int value = Integer.parseInt(text);
            return value < least || value > most ? null : value;
        }

        @Override
        public String write(Integer value) {
            return value.toString();
        }

        @Override
        public String expected() {
            return "a number from " + least + " to " + most;
        }
    }

    /// One word of several: the names of an enum, in lower case.
    record Choice<E extends Enum<E>>(Class<E> words) implements Form<E> {
        @Override
        public @Nullable E read(String text) {
            for (E each : EnumSet.allOf(words)) {
                if (write(each).equals(text)) {
                    return each;
                }
            }
            return null;
        }

        @Override
        public String write(E value) {
            return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        @Override
        public String expected() {
            return EnumSet.allOf(words).stream().map(this::write).collect(Collectors.joining("|"));
        }

        @Override
        public String label() {
            return expected();
        }
    }

    /// A folder or a file.
    record Place() implements Form<Path> {
        @Override
        public @Nullable Path read(String text) {
            try {
                return text.isBlank() ? null : Path.of(text);
            } catch (InvalidPathException odd) {
                return null;
            }
        }

        @Override
        public String write(Path value) {
            return value.toString();
        }

        @Override
        public String expected() {
            return "a path";
        }

        @Override
        public String label() {
            return "PATH";
        }
    }

    /// The name or the numbers of a machine.
    record Host() implements Form<String> {
        @Override
        public @Nullable String read(String text) {
            boolean plain = text.chars().allMatch(each -> each > ' ' && each < 0x7F);
            return text.isEmpty() || !plain ? null : text;
        }

        @Override
        public String write(String value) {
            return value;
        }

        @Override
        public String expected() {
            return "a host name or an address";
        }

        @Override
        public String label() {
            return "HOST";
        }
    }

    /// Names of machines, separated by commas; none is an empty text.
    record Names() implements Form<List<String>> {
        @Override
        public @Nullable List<String> read(String text) {
            List<String> names = parts(text);
            return names.stream().allMatch(Whereabouts::isName) ? names : null;
        }

        @Override
        public String write(List<String> value) {
            return String.join(",", value);
        }

        @Override
        public String expected() {
            return "names, separated by commas";
        }

        @Override
        public String label() {
            return "NAMES";
        }
    }

    /// Addresses and blocks of addresses, separated by commas; none is an empty text.
    record Blocks() implements Form<List<AddressBlock>> {
        @Override
        public @Nullable List<AddressBlock> read(String text) {
            List<AddressBlock> blocks = new ArrayList<>();
            for (String part : parts(text)) {
                AddressBlock block = AddressBlock.parse(part);
                if (block == null) {
                    return null;
                }
                blocks.add(block);
            }
            return List.copyOf(blocks);
        }

        @Override
        public String write(List<AddressBlock> value) {
            return value.stream().map(AddressBlock::toString).collect(Collectors.joining(","));
        }

        @Override
        public String expected() {
            return "addresses or blocks such as 10.0.0.0/8, separated by commas";
        }

        @Override
        public String label() {
            return "ADDRESSES";
        }
    }

    private static List<String> parts(String text) {
        return text.isBlank()
                ? List.of()
                : Stream.of(text.toLowerCase(Locale.ROOT).split(",", -1))
                        .map(String::strip)
                        .toList();
    }
}
