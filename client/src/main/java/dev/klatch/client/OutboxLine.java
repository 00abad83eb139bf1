package dev.klatch.client;

import dev.klatch.protocol.Callout;
import dev.klatch.protocol.CommandId;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.FileId;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.Word;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// One line of the outbox file: a check sum of the rest, what it is, and fields between tabs.
sealed interface OutboxLine {
    /// An entry, new or in a new form.
    record Kept(OutboxEntry entry) implements OutboxLine {}

    /// An entry that need not be kept any longer.
    record Settled(CommandId cid) implements OutboxLine {}

    /// Fields as a line with its check sum and its end.
    static String seal(String... fields) {
        StringBuilder line = new StringBuilder();
        for (String field : fields) {
            line.append('\t').append(escaped(field));
        }
        return checkSum(line.toString()) + line + '\n';
    }

    private static String checkSum(String text) {
        CRC32C sum = new CRC32C();
        sum.update(text.getBytes(StandardCharsets.UTF_8));
        return String.format(Locale.ROOT, "%08x", sum.getValue());
    }

    /// The line that keeps an entry, with its end.
    static String entry(OutboxEntry entry) {
        PersonId person = entry.person();
        String epoch = entry.epoch();
        return seal(
                "entry",
                entry.cid().text(),
                entry.server(),
                person == null ? "" : person.text(),
                epoch == null ? "" : epoch,
                addressee(entry.addressee()),
                Long.toString(entry.written()),
                entry.text(),
                manner(entry.words()));
    }

    /// What is said about the text: `reply thread callout mentions files`, each `-` if it is not
    /// said.
    private static String manner(Writing words) {
        Callout callout = words.callout();
        List<PersonId> mentions = words.mentions();
        String people =
                mentions == null
                        ? "-"
                        : mentions.stream().map(PersonId::text).collect(Collectors.joining(","));
        return said(words.reply())
                + ' '
                + said(words.thread())
                + ' '
                + (callout == null ? "-" : callout.text())
                + ' '
                + people
                + ' '
                + files(words.files());
    }

    private static String files(List<FileId> files) {
        return files.isEmpty()
                ? "-"
                : files.stream().map(FileId::text).collect(Collectors.joining(","));
    }

    private static String said(@Nullable Long seq) {
        return seq == null ? "-" : Long.toString(seq);
    }

    private static Writing words(String text, String manner) {
        String[] said = manner.split(" ", -1);
        return new Writing(
                text,
                seq(said[0]),
                seq(said[1]),
                said[3].equals("-") ? null : people(said[3]),
                said[2].equals("-") ? null : Word.parse(Callout.class, said[2]),
                said.length < 5 || said[4].equals("-")
                        ? List.of()
                        : Stream.of(said[4].split(",", -1)).map(FileId::parse).toList());
    }

    private static @Nullable Long seq(String said) {
        return said.equals("-") ? null : Long.valueOf(said);
    }

    private static List<PersonId> people(String said) {
        return said.isEmpty()
                ? List.of()
                : Stream.of(said.split(",", -1)).map(PersonId::parse).toList();
    }

    /// The line that says that an entry is settled, with its end.
    static String settled(CommandId cid) {
        return seal("settled", cid.text());
    }

    private static String addressee(Addressee addressee) {
        return switch (addressee) {
            case Addressee.Everyone() -> "everyone";
            case Addressee.Conversation(ConversationId id) -> "conversation " + id.text();
            case Addressee.Person(String name) -> "person " + name;
            case Addressee.Room(String name) -> "room " + name;
        };
    }

    /// The fields of any sealed line without its end; null if it is damaged.
    static @Nullable List<String> fields(String line) {
        int rest = line.indexOf('\t');
        if (rest < 0 || !checkSum(line.substring(rest)).equals(line.substring(0, rest))) {
            return null;
        }
        return Stream.of(line.substring(rest + 1).split("\t", -1)).map(OutboxLine::plain).toList();
    }

    /// Reads a line without its end; null if it is damaged.
    static @Nullable OutboxLine parse(String line) {
        List<String> fields = List.of(line.split("\t", -1));
        int rest = line.indexOf('\t');
        if (rest < 0 || !checkSum(line.substring(rest)).equals(fields.getFirst())) {
            return null;
        }
        try {
            return switch (fields.get(1)) {
                case "entry" -> new Kept(entry(fields));
                case "settled" -> new Settled(CommandId.parse(fields.get(2)));
                default -> null;
            };
        } catch (RuntimeException notOurs) {
            return null;
        }
    }

    private static OutboxEntry entry(List<String> fields) {
        String person = fields.get(4);
        String epoch = fields.get(5);
        return new OutboxEntry(
                CommandId.parse(fields.get(2)),
                plain(fields.get(3)),
                person.isEmpty() ? null : PersonId.parse(person),
                epoch.isEmpty() ? null : plain(epoch),
                readAddressee(plain(fields.get(6))),
                fields.size() < 10
                        ? Writing.of(plain(fields.get(8)))
                        : words(plain(fields.get(8)), fields.get(9)),
                Long.parseLong(fields.get(7)));
    }

    private static Addressee readAddressee(String text) {
        int space = text.indexOf(' ');
        String value = text.substring(space + 1);
        return switch (space < 0 ? text : text.substring(0, space)) {
            case "conversation" -> new Addressee.Conversation(ConversationId.parse(value));
            case "person" -> new Addressee.Person(value);
            case "room" -> new Addressee.Room(value);
            case "everyone" -> new Addressee.Everyone();
            default -> throw new IllegalArgumentException(text);
        };
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n");
    }

    private static String plain(String text) {
        StringBuilder plain = new StringBuilder();
        boolean escape = false;
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (escape) {
                plain.append(letter == 't' ? '\t' : letter == 'n' ? '\n' : letter);
                escape = false;
            } else if (letter == '\\') {
                escape = true;
            } else {
                plain.append(letter);
            }
        }
        return plain.toString();
    }
}
