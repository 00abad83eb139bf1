package dev.klatch.server.picture;

import dev.klatch.server.disk.OwnerOnly;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Base64;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/// The main class of the process that decodes pictures; [WorkerProcess] starts it and speaks to it.
///
/// A line in: `EDGE PICTURE FRESH`, the paths as UTF-8 in Base64, in which no path can end a line
/// or a word. A line out begins with `= `: `= made png`, `= none broken`; before the first line in
/// it says `= ready`. It ends with its standard input: when the server is gone so is this.
public final class PictureWorker {
    /// What a line for the server begins with; others are the JVM's own.
    static final String MARK = "= ";

    static final String READY = "ready";
    static final String MADE = "made";
    static final String NONE = "none";

    private PictureWorker() {}

    /// Works until standard input ends.
    ///
    /// @throws IOException if nobody reads the answers any more
    public static void main(String[] arguments) throws IOException, InterruptedException {
        OutputStream answers = new FileOutputStream(FileDescriptor.out);
        // Whatever a library prints is no answer.
        System.setOut(
                new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8));
        BlockingQueue<String> jobs = new LinkedBlockingQueue<>();
        Thread.ofPlatform().daemon().name("jobs").start(() -> listen(jobs));
        say(answers, READY);
        while (true) {
            say(answers, work(jobs.take()));
        }
    }

    /// On a thread of its own, so that the end is heard in the middle of a picture.
    private static void listen(BlockingQueue<String> jobs) {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                jobs.add(line);
            }
        } catch (IOException gone) {
            // The same as the end.
        }
        Runtime.getRuntime().halt(0);
    }

    private static void say(OutputStream answers, String words) throws IOException {
        answers.write((MARK + words + "\n").getBytes(StandardCharsets.US_ASCII));
        answers.flush();
    }

    private static String work(String job) {
        String[] words = job.split(" ", -1);
        try {
            Path picture = path(words[1]);
            PictureFacts facts = PictureFacts.of(picture);
            if (facts == null || !facts.previewable()) {
                return none(Outcome.Reason.NOT_PREVIEWABLE);
            }
            Drawing.Drawn drawn = Drawing.draw(picture, facts, Integer.parseInt(words[0]));
            return keep(drawn, path(words[2]));
        } catch (OutOfMemoryError tooLarge) {
            return none(Outcome.Reason.TOO_LARGE);
        } catch (IOException | RuntimeException | StackOverflowError broken) {
            return none(Outcome.Reason.BROKEN);
        }
    }

    /// The disk's failures are not the picture's.
    private static String keep(Drawing.Drawn drawn, Path fresh) {
        try {
            OwnerOnly.makeFile(fresh);
            try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(drawn.bytes().toByteArray());
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            return MADE + " " + drawn.type().name().toLowerCase(Locale.ROOT);
        } catch (IOException full) {
            return none(Outcome.Reason.FAILED);
        }
    }

    private static String none(Outcome.Reason reason) {
        return NONE + " " + reason.name().toLowerCase(Locale.ROOT);
    }

    /// A path as a word of a line.
    static String word(Path path) {
        byte[] bytes = path.toAbsolutePath().toString().getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().encodeToString(bytes);
    }

    private static Path path(String word) {
        return Path.of(new String(Base64.getUrlDecoder().decode(word), StandardCharsets.UTF_8));
    }
}
