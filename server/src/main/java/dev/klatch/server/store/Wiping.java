package dev.klatch.server.store;

import dev.klatch.protocol.ConversationId;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;

/// Deletes from a database what was said in it. `secure_delete` overwrites what is deleted.
final class Wiping {
    private static final String KEPT =
            "SELECT id FROM conversation WHERE type IN ('room', 'group') AND NOT closed";

    private Wiping() {}

    /// Deletes it in the transaction that is open, and begins another epoch.
    static void run(Connection connection, ConversationId everyone) throws SQLException {
        long common = everyone.value();
        String epoch = HexFormat.of().formatHex(new SecureRandom().generateSeed(8));
        List<String> all =
                List.of(
                        "DELETE FROM event WHERE seq > 1 OR conversation = "
                                + common
                                + " OR conversation NOT IN ("
                                + KEPT
                                + ")",
                        "DELETE FROM mention",
                        "DELETE FROM pin",
                        "DELETE FROM open_call",
                        "DELETE FROM attachment",
                        "UPDATE file SET since = 0 WHERE content IS NOT NULL",
                        "DELETE FROM mark",
                        "DELETE FROM report",
                        // Their versions stay: those of a person only grow.
                        "UPDATE state SET value = NULL WHERE name LIKE 'draft:%'",
                        "DELETE FROM ban WHERE conversation NOT IN (" + KEPT + ")",
                        "DELETE FROM membership WHERE to_seq IS NOT NULL OR conversation NOT IN ("
                                + KEPT
                                + ")",
                        "UPDATE membership SET from_seq = 1",
                        "DELETE FROM conversation WHERE id NOT IN (" + KEPT + ")",
                        "UPDATE conversation SET head = 1, messages = 0, game = 0, floor = 1",
                        "UPDATE conversation SET head = 0 WHERE id = " + common,
                        "UPDATE person SET everyone_from = 1",
                        "UPDATE setting SET value = '" + epoch + "' WHERE name = 'epoch'");
        try (Statement statement = connection.createStatement()) {
            for (String sql : all) {
                statement.executeUpdate(sql);
            }
        }
    }

    /// Gives the space back, and leaves nothing of it in the write-ahead log. Outside of any
    /// transaction.
    static void giveBack(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("VACUUM");
            statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
        }
    }
}
