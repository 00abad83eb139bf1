package dev.klatch.server.log;

import dev.klatch.protocol.ConversationId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How far the transcript has taken each conversation down. Kept in a small file that is replaced
/// as a whole, and only after the lines that it counts are on the disk; so it may lag behind them,
/// and never runs ahead. Used by one thread at a time.
final class TranscriptCursor {
    private static final String VERSION = "klatch-transcript-1";
    private static final int WORDS = 4;

    private final Path file;
    private final Map<ConversationId, Long> seqs = new HashMap<>();
    private String epoch = "";
    private Scope scope = Scope.OFF;
    private LocalDate day = LocalDate.EPOCH;

    TranscriptCursor(Path folder) {
        this.file = folder.resolve("transcript.cursor");
    }

    /// Reads the file. Without one, or with a broken one, the cursor stands nowhere.
    void load() throws IOException {
        seqs.clear();
        epoch = "";
        scope = Scope.OFF;
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (NoSuchFileException none) {
            return;
        }
        String[] head = lines.isEmpty() ? new String[0] : lines.getFirst().split(" ", -1);
        if (head.length != WORDS || !head[0].equals(VERSION)) {
            return;
        }
        epoch = head[1];
        scope = Scope.valueOf(head[2]);
        day = LocalDate.parse(head[3]);
        for (String line : lines.subList(1, lines.size())) {
            int space = line.indexOf(' ');
            seqs.put(
                    ConversationId.parse(line.substring(0, space)),
                    Long.parseLong(line.substring(space + 1)));
        }
    }

    /// Whether it was kept for this past and this scope.
    boolean isOf(String thisEpoch, Scope thisScope) {
        return epoch.equals(thisEpoch) && scope == thisScope;
    }

    /// The scope that it was kept for.
    Scope scope() {
        return scope;
    }

    /// The past that it was kept for.
    String epoch() {
        return epoch;
    }

    /// The day on which it was kept: later lines stand in the files of that day and after.
    LocalDate day() {
        return day;
    }

    /// From now on it is for this past and this scope.
    void begin(String thisEpoch, Scope thisScope) {
        epoch = thisEpoch;
        scope = thisScope;
    }

    /// The seq up to which this conversation is taken down; null if it is not taken down at all.
    @Nullable Long seq(ConversationId conversation) {
        return seqs.get(conversation);
    }

    /// This conversation is taken down up to this seq.
    void move(ConversationId conversation, long seq) {
        seqs.put(conversation, seq);
    }

    /// This conversation is taken down no longer.
    void leave(ConversationId conversation) {
        seqs.remove(conversation);
    }

    /// No conversation is taken down so far.
    void forget() {
        seqs.clear();
    }

    /// Keeps it. What it counts must be on the disk already.
    void save(LocalDate today) throws IOException {
        StringBuilder text = new StringBuilder();
        text.append(VERSION).append(' ').append(epoch).append(' ').append(scope);
        text.append(' ').append(today).append('\n');
        seqs.forEach((id, seq) -> text.append(id.text()).append(' ').append(seq).append('\n'));
        Path fresh = DatedFile.fresh(file.resolveSibling("transcript.cursor.new"));
        try (FileChannel out = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
        Files.move(
                fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        day = today;
    }

    /// There is none from now on.
    void delete() throws IOException {
        Files.deleteIfExists(file);
    }
}
