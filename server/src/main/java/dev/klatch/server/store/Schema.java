package dev.klatch.server.store;

import dev.klatch.core.person.NameRules;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/// The form of the database. Flyway changes it step by step; when it is current already, which is
/// nearly always, Flyway is not even loaded.
final class Schema {
    /// The version that this program writes: the number of the last migration file.
    private static final int CURRENT = 5;

    private Schema() {}

    static void bringUpToDate(String url, Connection connection)
            throws SQLException, StoreUnusable {
        int version = version(connection);
        if (version > CURRENT) {
            throw new StoreUnusable(
                    "The database was written by a newer Klatch (schema "
                            + version
                            + "; this one knows "
                            + CURRENT
                            + "). Start that version again.");
        }
        if (version < CURRENT) {
            migrate(url);
        }
        if (SqliteStore.number(connection, "SELECT count(*) FROM setting") == 0) {
            begin(connection);
        }
        if (SqliteStore.number(connection, "SELECT count(*) FROM setting WHERE name = 'server'")
                == 0) {
            addServer(connection);
        }
    }

    private static int version(Connection connection) throws SQLException {
        long tables =
                SqliteStore.number(
                        connection,
                        "SELECT count(*) FROM sqlite_master WHERE name = 'flyway_schema_history'");
        return tables == 0
                ? 0
                : (int)
                        SqliteStore.number(
                                connection,
                                "SELECT coalesce(max(CAST(version AS INTEGER)), 0)"
                                        + " FROM flyway_schema_history WHERE success");
    }

    private static void migrate(String url) throws StoreUnusable {
        try {
            Flyway.configure(Schema.class.getClassLoader())
                    .dataSource(url, null, null)
                    .locations("classpath:dev/klatch/server/store")
                    .placeholders(Map.of("clustered", "WITHOUT ROWID"))
                    .load()
                    .migrate();
        } catch (FlywayException stuck) {
            throw new StoreUnusable("The database could not be brought up to date.", stuck);
        }
    }

    /// Gives a new store its epoch, its secret and the room that all enter, all or nothing.
    private static void begin(Connection connection) throws SQLException {
        SecureRandom random = new SecureRandom();
        connection.setAutoCommit(false);
        try (PreparedStatement setting =
                        connection.prepareStatement("INSERT INTO setting VALUES (?, ?)");
                PreparedStatement everyone =
                        connection.prepareStatement(
                                "INSERT INTO conversation (id, type, title, title_key, made, head,"
                                        + " time) VALUES (?, 'room', 'everyone', ?, ?, 0, ?)")) {
            long id = freshId(random);
            put(setting, "epoch", HexFormat.of().formatHex(random.generateSeed(8)));
            put(setting, "content_key", HexFormat.of().formatHex(random.generateSeed(32)));
            put(setting, "everyone", Long.toString(id));
            long now = System.currentTimeMillis();
            everyone.setLong(1, id);
            everyone.setString(2, NameRules.key("everyone"));
            everyone.setLong(3, now);
            everyone.setLong(4, now);
            everyone.executeUpdate();
            connection.commit();
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    /// Gives a store its server's own person, in whose name the operator speaks.
    private static void addServer(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (PreparedStatement setting =
                        connection.prepareStatement("INSERT INTO setting VALUES (?, ?)");
                PreparedStatement person =
                        connection.prepareStatement(
                                "INSERT INTO person (id, name, name_key, role, made)"
                                        + " VALUES (?, 'server', ?, 'server', ?)")) {
            long id = freshId(new SecureRandom());
            person.setLong(1, id);
            person.setString(2, NameRules.key("server"));
            person.setLong(3, System.currentTimeMillis());
            person.executeUpdate();
            put(setting, "server", Long.toString(id));
            connection.commit();
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    private static long freshId(SecureRandom random) {
        return 1 + (random.nextLong() >>> 1) % (Long.MAX_VALUE - 1);
    }

    private static void put(PreparedStatement setting, String name, String value)
            throws SQLException {
        setting.setString(1, name);
        setting.setString(2, value);
        setting.executeUpdate();
    }
}
