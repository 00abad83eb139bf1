package dev.klatch.server.picture;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A running [PictureWorker]: the only place where the server starts a program. It is this Java
/// itself with fixed arguments, without a shell; what people write reaches neither its command line
/// nor its input. For one thread, but for [#close].
final class WorkerProcess implements AutoCloseable {
    /// What the JVM ends with when its heap is full (ExitOnOutOfMemoryError).
    private static final int HEAP_IS_FULL = 3;

    private static final Duration TO_START = Duration.ofSeconds(20);
    private static final Duration TO_END = Duration.ofSeconds(1);
    private static final String END = "";

    private static final List<String> OPTIONS =
            List.of(
                    "-Xms8m",
                    "-Xmx256m",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseCompactObjectHeaders",
                    "-XX:+ExitOnOutOfMemoryError",
                    "-XX:+SuppressFatalErrorMessage",
                    "-XX:-UsePerfData",
                    "-Djava.awt.headless=true");

    /// What of the server's environment it gets: where libraries are, and how paths are written.
    private static final Set<String> ENVIRONMENT =
            Set.of("LANG", "LC_ALL", "LC_CTYPE", "LD_LIBRARY_PATH", "SystemRoot");

    private final Process process;
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();

    private WorkerProcess(Process process) {
        this.process = process;
        Thread.ofPlatform().daemon().name("klatch-previews-answers").start(this::listen);
    }

    /// Starts one, and waits until it is ready.
    ///
    /// @throws IOException if it does not start
    static WorkerProcess start() throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command());
        builder.environment().keySet().retainAll(ENVIRONMENT);
        builder.environment().put("MALLOC_ARENA_MAX", "2");
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        WorkerProcess worker = new WorkerProcess(builder.start());
        try {
            if (worker.answer(TO_START).equals(PictureWorker.READY)) {
                return worker;
            }
        } catch (TimeoutException silent) {
            // The same as any other word.
        } catch (IOException | InterruptedException ended) {
            worker.close();
            throw ended;
        }
        worker.close();
        throw new IOException("the picture worker does not become ready");
    }

    private static List<String> command() {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        List<String> command = new java.util.ArrayList<>(List.of(java.toString()));
        command.addAll(OPTIONS);
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add(PictureWorker.class.getName());
        return command;
    }

    private void listen() {
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(
                                process.getInputStream(), StandardCharsets.US_ASCII))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(PictureWorker.MARK)) {
                    answers.add(line.substring(PictureWorker.MARK.length()));
                }
            }
        } catch (IOException gone) {
            // The same as the end.
        }
        answers.add(END);
    }

    /// Asks for a preview in a file that is not there yet, and waits for the answer.
    ///
    /// @throws TimeoutException if that takes too long; end the process then
    /// @throws IOException if the process ended
    String ask(Path picture, int edge, Path fresh, Duration limit)
            throws IOException, InterruptedException, TimeoutException {
        String job =
                edge + " " + PictureWorker.word(picture) + " " + PictureWorker.word(fresh) + "\n";
        OutputStream jobs = process.getOutputStream();
        jobs.write(job.getBytes(StandardCharsets.US_ASCII));
        jobs.flush();
        return answer(limit);
    }

    private String answer(Duration limit)
            throws IOException, InterruptedException, TimeoutException {
        String answer = answers.poll(limit.toMillis(), TimeUnit.MILLISECONDS);
        if (answer == null) {
            throw new TimeoutException();
        }
        if (answer.equals(END)) {
            throw new IOException("the picture worker ended");
        }
        return answer;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /// Whether it ended because it needed more memory than it may have; waits for its end a little.
    boolean hadTooLittleMemory() throws InterruptedException {
        return process.waitFor(TO_END.toMillis(), TimeUnit.MILLISECONDS)
                && process.exitValue() == HEAP_IS_FULL;
    }

    /// Ends it at once, whatever it does.
    @Override
    public void close() {
        process.destroyForcibly();
    }
}
