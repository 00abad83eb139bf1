package dev.klatch.server.store;

import dev.klatch.core.journal.ContentHash;
import dev.klatch.protocol.CommandId;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.ConversationType;
import dev.klatch.protocol.Event;
import dev.klatch.protocol.PersonId;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Events as rows: what all events have in columns, the rest in a JSON body with a version. Every
/// version of a body that was ever written stays readable here.
final class EventRows {
    /// The version of the bodies written now.
    private static final int VERSION = 1;

    private static final JsonMapper JSON = JsonMapper.shared();

    static final String INSERT =
            "INSERT INTO event (conversation, seq, time, kind, author, cid_high, cid_low,"
                    + " hash_high, hash_low, version, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
                    + " ?)";

    /// The columns that [#read] needs, from `event e` and its author `person p`.
    static final String COLUMNS =
            "e.conversation, e.seq, e.time, e.kind, e.author, p.name, e.cid_high, e.cid_low,"
                    + " e.body";

    private EventRows() {}

    private record Row(
            String kind,
            ConversationId conversation,
            long seq,
            long time,
            PersonId author,
            CommandId cid,
            String body) {}

    static void write(PreparedStatement insert, Event event, ContentHash hash) throws SQLException {
        Row row = row(event);
        insert.setLong(1, row.conversation().value());
        insert.setLong(2, row.seq());
        insert.setLong(3, row.time());
        insert.setString(4, row.kind());
        insert.setLong(5, row.author().value());
        insert.setLong(6, row.cid().high());
        insert.setLong(7, row.cid().low());
        insert.setLong(8, hash.high());
        insert.setLong(9, hash.low());
        insert.setInt(10, VERSION);
        insert.setString(11, row.body());
    }

    private static Row row(Event event) {
        return switch (event) {
            case Event.Posted e ->
                    new Row(
                            "posted",
                            e.conversation(),
                            e.seq(),
                            e.time(),
                            e.author(),
                            e.cid(),
                            body("text", e.text()));
            case Event.Created e ->
                    new Row(
                            "created",
                            e.conversation(),
                            e.seq(),
                            e.time(),
                            e.author(),
                            e.cid(),
                            body("type", e.type().text(), "title", e.title()));
            case Event.Joined e ->
                    new Row(
                            "joined",
                            e.conversation(),
                            e.seq(),
                            e.time(),
                            e.author(),
                            e.cid(),
                            body());
            case Event.Left e ->
                    new Row(
                            "left",
                            e.conversation(),
                            e.seq(),
                            e.time(),
                            e.author(),
                            e.cid(),
                            body());
            case Event.Opaque e ->
                    throw new IllegalArgumentException("a server makes no opaque events");
        };
    }

    private static String body(String... namesAndValues) {
        var text = new java.io.StringWriter();
        try (var json =
                JSON.tokenStreamFactory().createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            for (int i = 0; i < namesAndValues.length; i += 2) {
                json.writeStringProperty(namesAndValues[i], namesAndValues[i + 1]);
            }
            json.writeEndObject();
        }
        return text.toString();
    }

    /// Reads the current row of a query for [#COLUMNS].
    static Event read(ResultSet row) throws SQLException {
        ConversationId conversation = new ConversationId(row.getLong(1));
        long seq = row.getLong(2);
        long time = row.getLong(3);
        PersonId author = new PersonId(row.getLong(5));
        String name = row.getString(6);
        CommandId cid = new CommandId(row.getLong(7), row.getLong(8));
        JsonNode body = JSON.readTree(row.getString(9));
        return switch (row.getString(4)) {
            case "posted" ->
                    new Event.Posted(
                            conversation, seq, time, author, name, cid, text(body, "text"));
            case "created" ->
                    new Event.Created(
                            conversation,
                            seq,
                            time,
                            author,
                            name,
                            cid,
                            ConversationType.parse(text(body, "type")),
                            text(body, "title"));
            case "joined" -> new Event.Joined(conversation, seq, time, author, name, cid);
            case "left" -> new Event.Left(conversation, seq, time, author, name, cid);
            default -> new Event.Opaque(conversation, seq, time);
        };
    }

    private static String text(JsonNode body, String field) {
        return body.path(field).asString("");
    }
}
