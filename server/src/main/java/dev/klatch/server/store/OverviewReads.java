package dev.klatch.server.store;

import dev.klatch.core.journal.Entrance;
import dev.klatch.core.journal.FileFigures;
import dev.klatch.core.journal.RoomFigures;
import dev.klatch.core.journal.StoreFigures;
import dev.klatch.protocol.Access;
import dev.klatch.protocol.Answer;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.ConversationType;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.Word;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What an operator may know of the whole store. Asked rarely, so nothing is prepared.
final class OverviewReads {
    private OverviewReads() {}

    static StoreFigures figures(Connection connection, Path folder) throws SQLException {
        return new StoreFigures(
                people(connection, "role NOT IN ('guest', 'server')"),
                people(connection, "role = 'guest'"),
                conversations(connection, "room"),
                conversations(connection, "group"),
                conversations(connection, "direct"),
                SqliteStore.number(connection, "SELECT sum(messages) FROM conversation"),
                bytes(folder),
                files(connection));
    }

    private static FileFigures files(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(FileRows.FIGURES)) {
            return FileRows.figures(select);
        }
    }

    /// What the databases take; one of their files may be gone at any moment.
    private static long bytes(Path folder) {
        long sum = 0;
        for (String database : List.of("klatch.db", "search.db")) {
            sum += folder.resolve(database).toFile().length();
            sum += folder.resolve(database + "-wal").toFile().length();
        }
        return sum;
    }

    /// How much there is; whoever is online has a session.
    static Answer.Usage usage(Connection connection, Surroundings around, long ref)
            throws SQLException {
        StoreFigures figures = figures(connection, around.folder());
        Entrance entrance = entrance(connection, around.usual());
        long online = 0;
        try (PreparedStatement select =
                        connection.prepareStatement("SELECT DISTINCT person FROM session");
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                online += around.online().test(new PersonId(rows.getLong(1))) ? 1 : 0;
            }
        }
        return new Answer.Usage(
                ref,
                figures.accounts(),
                figures.guests(),
                online,
                figures.rooms(),
                figures.messages(),
                figures.files().files(),
                figures.files().bytes(),
                figures.bytes(),
                around.folder().toFile().getUsableSpace(),
                entrance.signUp(),
                entrance.guests());
    }

    /// What was changed while the server ran counts more than what is usual.
    static Entrance entrance(Connection connection, Entrance usual) throws SQLException {
        Map<String, String> kept = new HashMap<>();
        try (PreparedStatement select =
                connection.prepareStatement(
                        "SELECT name, value FROM setting WHERE name IN (?, ?)")) {
            select.setString(1, Entrance.SIGN_UP);
            select.setString(2, Entrance.GUESTS);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    kept.put(rows.getString(1), rows.getString(2));
                }
            }
        }
        return usual.after(kept::get);
    }

    private static long people(Connection connection, String which) throws SQLException {
        return SqliteStore.number(
                connection,
                "SELECT count(*) FROM person WHERE closed IS NULL AND NOT deleted AND " + which);
    }

    private static long conversations(Connection connection, String type) throws SQLException {
        return SqliteStore.number(
                connection,
                "SELECT count(*) FROM conversation WHERE NOT closed AND type = '" + type + "'");
    }

    static List<RoomFigures> rooms(Connection connection) throws SQLException {
        String sql =
                "SELECT c.id, c.title, c.type, c.access, (SELECT count(*) FROM membership m"
                        + " WHERE m.conversation = c.id AND m.to_seq IS NULL), c.messages, c.time"
                        + " FROM conversation c WHERE c.type <> 'direct' AND NOT c.closed"
                        + " ORDER BY c.title";
        try (PreparedStatement select = connection.prepareStatement(sql);
                ResultSet rows = select.executeQuery()) {
            List<RoomFigures> found = new ArrayList<>();
            while (rows.next()) {
                found.add(
                        new RoomFigures(
                                new ConversationId(rows.getLong(1)),
                                rows.getString(2),
                                ConversationType.parse(rows.getString(3)),
                                Word.parse(Access.class, rows.getString(4)),
                                rows.getLong(5),
                                rows.getLong(6),
                                rows.getLong(7)));
            }
            return found;
        }
    }
}
