package dev.klatch.server.store;

import dev.klatch.protocol.Answer;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.Event;
import dev.klatch.protocol.MessageFrame.Search;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.Refusal;
import dev.klatch.protocol.Refused;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/// Searches messages: in the index, which is attached as `search`, and in the same snapshot in the
/// store for what the asker may read as of now. What the index has not taken in yet is not found;
/// what was changed or erased since is not found either. Used by one thread at a time.
final class SearchReads {
    /// Of what matches, so many of the newest are ranked.
    private static final int RANKED = 50_000;

    /// Whoever is in so few conversations has only those searched in the index.
    private static final int PLACES = 50;

    private static final int HITS = 20;
    private static final int EXCERPT = 600;
    private static final int BEFORE = 200;

    /// A message loses half of its rank in so many milliseconds: a month.
    private static final double HALF_LIFE = 2_592_000_000.0;

    private final Connection connection;
    private final ConversationId everyone;
    private final Visibility visibility;
    private final MessageReads messages;
    private final Folding folding;

    SearchReads(Connection connection, Visibility visibility, ConversationId everyone)
            throws SQLException {
        this.connection = connection;
        this.everyone = everyone;
        this.visibility = visibility;
        this.messages = new MessageReads(connection);
        this.folding = new Folding(connection);
    }

    private record Place(ConversationId conversation, long seq) {}

    Answer search(PersonId reader, Search ask) throws SQLException {
        long[] after = Cursors.read(ask.after(), 2);
        if (after == null) {
            return Cursors.foreign(ask.ref());
        }
        SearchQuery query = SearchQuery.parse(ask.query(), ZoneId.systemDefault());
        if (query == null) {
            return Refused.of(ask.ref(), Refusal.QUERY_INVALID);
        }
        ConversationId only = ask.conversation();
        if (only != null && visibility.of(reader, only) == null) {
            return Refused.of(ask.ref(), Refusal.UNKNOWN_CONVERSATION);
        }
        Answer.Found nothing = new Answer.Found(ask.ref(), List.of(), null);
        List<Long> places = only == null ? places(reader, query) : List.of(only.value());
        List<Long> authors = query.from().isEmpty() ? List.of() : people(query.from());
        boolean nobody = !query.from().isEmpty() && authors.isEmpty();
        if (places.isEmpty() || nobody || !isOfThisPast()) {
            return nothing;
        }
        long top = ask.after() == null ? newest() : after[1];
        List<Place> found =
                new Ranking(reader, query, places, authors, top).find(after[0], HITS + 1);
        return page(reader, ask.ref(), query, found, new long[] {after[0], top});
    }

    private Answer.Found page(
            PersonId reader, long ref, SearchQuery query, List<Place> found, long[] after)
            throws SQLException {
        Map<ConversationId, @Nullable Visible> known = new HashMap<>();
        Budget budget = Budget.whole();
        List<Answer.Hit> hits = new ArrayList<>();
        int seen = 0;
        boolean full = false;
        for (Place place : found) {
            Visible visible = known.get(place.conversation());
            if (visible == null) {
                visible = visibility.of(reader, place.conversation());
                known.put(place.conversation(), visible);
            }
            Answer.Hit hit = visible == null ? null : hit(reader, visible, place.seq(), query);
            full = seen == HITS || (hit != null && !budget.takes(hit));
            if (full) {
                break;
            }
            seen++;
            if (hit != null) {
                hits.add(hit);
            }
        }
        String next = full ? Cursors.of(after[0] + seen, after[1]) : null;
        return new Answer.Found(ref, hits, next);
    }

    private Answer.@Nullable Hit hit(PersonId reader, Visible visible, long seq, SearchQuery query)
            throws SQLException {
        if (!visible.sees(seq)
                || !(messages.event(visible.conversation(), seq) instanceof Event.Posted said)) {
            return null;
        }
        Event now = folding.fold(reader, visible, List.of(said)).getFirst();
        if (!(now instanceof Event.Posted message) || message.text().isEmpty()) {
            return null;
        }
        return new Answer.Hit(
                message.conversation(),
                seq,
                message.time(),
                message.author(),
                message.name(),
                excerpt(message.text(), query.needles()),
                message.thread());
    }

    /// A long text is cut to what stands around the first of these words.
    private static String excerpt(String text, List<String> needles) {
        if (text.length() <= EXCERPT) {
            return text;
        }
        String lower = text.toLowerCase(Locale.ROOT);
        int first = 0;
        if (lower.length() == text.length()) {
            first = needles.stream().mapToInt(lower::indexOf).filter(at -> at >= 0).min().orElse(0);
        }
        int begin = first <= BEFORE ? 0 : onBoundary(text, first - BEFORE);
        int end = onBoundary(text, Math.min(text.length(), begin + EXCERPT));
        return (begin > 0 ? "…" : "")
                + text.substring(begin, end)
                + (end < text.length() ? "…" : "");
    }

    private static int onBoundary(String text, int at) {
        boolean inside =
                at > 0
                        && at < text.length()
                        && Character.isLowSurrogate(text.charAt(at))
                        && Character.isHighSurrogate(text.charAt(at - 1));
        return inside ? at - 1 : at;
    }

    private boolean isOfThisPast() throws SQLException {
        return number(
                        "SELECT count(*) FROM setting s JOIN search.fact f ON f.value = s.value"
                                + " WHERE s.name = 'epoch' AND f.name = 'epoch'")
                > 0;
    }

    private long newest() throws SQLException {
        return number("SELECT coalesce(max(id), 0) FROM search.indexed");
    }

    private long number(String sql) throws SQLException {
        return SqliteStore.number(connection, sql);
    }

    /// The conversations of the reader that the query asks for: of all of them, one more than
    /// [#PLACES] at the most.
    private List<Long> places(PersonId reader, SearchQuery query) throws SQLException {
        String names = marks(query.in().size(), 3);
        String named =
                " AND (c.title_key IN ("
                        + names
                        + ") OR (c.type = 'direct' AND EXISTS"
                        + " (SELECT 1 FROM membership o JOIN person p ON p.id = o.person"
                        + " WHERE o.conversation = c.id AND o.person <> ?1"
                        + " AND p.name_key IN ("
                        + names
                        + "))))";
        String sql =
                "SELECT c.id FROM conversation c"
                        + Visibility.JOINED
                        + "WHERE (c.id = ?2 OR c.id IN (SELECT conversation FROM membership"
                        + " WHERE person = ?1 AND to_seq IS NULL)) AND "
                        + Visibility.IS_IN
                        + (query.in().isEmpty() ? "" : named)
                        + " LIMIT "
                        + (PLACES + 1);
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setLong(1, reader.value());
            select.setLong(2, everyone.value());
            return ids(select, query.in(), 3);
        }
    }

    private List<Long> people(List<String> keys) throws SQLException {
        String sql = "SELECT id FROM person WHERE name_key IN (" + marks(keys.size(), 1) + ")";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            return ids(select, keys, 1);
        }
    }

    private static String marks(int count, int first) {
        StringJoiner marks = new StringJoiner(", ");
        for (int i = 0; i < count; i++) {
            marks.add("?" + (first + i));
        }
        return marks.toString();
    }

    private static List<Long> ids(PreparedStatement select, List<String> keys, int first)
            throws SQLException {
        for (int i = 0; i < keys.size(); i++) {
            select.setString(first + i, keys.get(i));
        }
        List<Long> found = new ArrayList<>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                found.add(rows.getLong(1));
            }
        }
        return found;
    }

    /// One question to the index. All that comes from outside is bound; what is written into the
    /// text of the statement are numbers of this store.
    private final class Ranking {
        private final PersonId reader;
        private final SearchQuery query;
        private final List<Long> places;
        private final List<Long> authors;
        private final long top;

        private Ranking(
                PersonId reader,
                SearchQuery query,
                List<Long> places,
                List<Long> authors,
                long top) {
            this.reader = reader;
            this.query = query;
            this.places = places.size() > PLACES ? List.of() : places;
            this.authors = authors;
            this.top = top;
        }

        private List<Place> find(long offset, int count) throws SQLException {
            try (PreparedStatement select = connection.prepareStatement(sql())) {
                select.setLong(1, reader.value());
                select.setLong(2, everyone.value());
                select.setLong(3, query.since() << SearchIndex.BITS);
                select.setLong(4, Math.min(top, last()));
                select.setLong(5, top >> SearchIndex.BITS);
                select.setLong(6, count);
                select.setLong(7, offset);
                if (query.hasTerms()) {
                    select.setString(8, match());
                }
                List<Place> found = new ArrayList<>();
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        found.add(new Place(new ConversationId(rows.getLong(1)), rows.getLong(2)));
                    }
                }
                return found;
            }
        }

        private long last() {
            return query.until() >= Long.MAX_VALUE >> SearchIndex.BITS
                    ? Long.MAX_VALUE
                    : (Math.max(0, query.until()) << SearchIndex.BITS) - 1;
        }

        /// All terms, and only there.
        private String match() {
            String words = "text : (" + String.join(" AND ", query.terms()) + ")";
            StringJoiner where = new StringJoiner(" OR ", " AND place : (", ")").setEmptyValue("");
            places.forEach(each -> where.add('"' + new ConversationId(each).text() + '"'));
            return words + where;
        }

        private String sql() {
            String ranked =
                    query.hasTerms()
                            ? "SELECT rowid AS id, bm25(words, 1.0, 0.0) AS score"
                                    + " FROM search.words WHERE words MATCH ?8"
                                    + " AND rowid BETWEEN ?3 AND ?4 ORDER BY rowid DESC LIMIT "
                                    + RANKED
                            : "SELECT i.id, 0 AS score FROM search.indexed i"
                                    + " WHERE i.id BETWEEN ?3 AND ?4"
                                    + filters()
                                    + " ORDER BY i.id DESC LIMIT "
                                    + RANKED;
            return "SELECT i.conversation, i.seq FROM ("
                    + ranked
                    + ") w CROSS JOIN search.indexed i ON i.id = w.id"
                    + " CROSS JOIN conversation c ON c.id = i.conversation"
                    + Visibility.JOINED
                    + " JOIN search.progress g ON g.conversation = i.conversation WHERE "
                    + Visibility.IS_IN
                    + " AND "
                    + Visibility.sees("i.seq")
                    + " AND "
                    + Visibility.sees("i.version")
                    + " AND NOT (g.done < c.head AND EXISTS (SELECT 1 FROM event d"
                    + " WHERE d.conversation = i.conversation AND d.target = i.seq"
                    + " AND d.kind IN ('edited', 'deleted') AND d.seq > g.done))"
                    + filters()
                    + " ORDER BY w.score / (1.0 + (?5 - (i.id >> "
                    + SearchIndex.BITS
                    + ")) / "
                    + HALF_LIFE
                    + "), i.id DESC LIMIT ?6 OFFSET ?7";
        }

        private String filters() {
            StringBuilder sql = new StringBuilder();
            if (!places.isEmpty()) {
                sql.append(" AND i.conversation IN (").append(numbers(places)).append(')');
            }
            if (!authors.isEmpty()) {
                sql.append(" AND i.author IN (").append(numbers(authors)).append(')');
            }
            for (SearchQuery.Having having : query.having()) {
                sql.append(
                        switch (having) {
                            case LINK -> " AND i.link = 1";
                            case FILE -> " AND 0";
                            case MENTION ->
                                    " AND EXISTS (SELECT 1 FROM mention n WHERE n.conversation ="
                                            + " i.conversation AND n.seq = i.seq)";
                            case MENTION_OF_ME ->
                                    " AND i.author <> ?1 AND (i.conversation, i.seq) IN"
                                            + " (SELECT n.conversation, n.seq FROM mention n"
                                            + " WHERE n.person = ?1 UNION ALL"
                                            + " SELECT e.conversation, e.seq FROM event e"
                                            + " WHERE e.counted = 2)";
                            case PIN ->
                                    " AND EXISTS (SELECT 1 FROM pin n WHERE n.conversation ="
                                            + " i.conversation AND n.target = i.seq)";
                        });
            }
            return sql.toString();
        }

        private static String numbers(List<Long> ids) {
            StringJoiner numbers = new StringJoiner(", ");
            ids.forEach(id -> numbers.add(Long.toString(id)));
            return numbers.toString();
        }
    }
}
