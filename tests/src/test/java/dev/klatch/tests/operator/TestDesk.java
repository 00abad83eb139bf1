package dev.klatch.tests.operator;

import dev.klatch.server.operator.Desk;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A desk at which a test sits.
final class TestDesk implements Desk {
    private static final long DEADLINE_SECONDS = 60;

    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final Deque<String> answers;

    /// What is typed when something is asked; then the input ends.
    TestDesk(String... answers) {
        this.answers = new ArrayDeque<>(List.of(answers));
    }

    @Override
    public void show(String line) {
        lines.add(line);
    }

    @Override
    public Optional<String> ask(String question) {
        lines.add(question);
        return Optional.ofNullable(answers.poll());
    }

    /// What was shown since this was asked last.
    String shown() {
        StringBuilder shown = new StringBuilder();
        for (String line = lines.poll(); line != null; line = lines.poll()) {
            shown.append(line).append('\n');
        }
        return shown.toString();
    }

    /// The next line that has these words.
    String await(String words) throws InterruptedException {
        while (true) {
            String line = lines.poll(DEADLINE_SECONDS, TimeUnit.SECONDS);
            if (line == null) {
                throw new AssertionError("never shown: " + words);
            }
            if (line.contains(words)) {
                return line;
            }
        }
    }
}
