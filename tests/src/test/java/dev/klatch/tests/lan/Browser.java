package dev.klatch.tests.lan;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A headless Chromium, told what to do by its DevTools protocol over two pipes, so that it can be
/// on another machine of the network than this test. One thread at a time.
final class Browser implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final long LOOK_MILLIS = 50;

    /// The shell opens the pipes where Chromium expects them: 3 to read, 4 to write.
    private static final String START = "in=$0 out=$1; shift; exec \"$@\" 3<\"$in\" 4>\"$out\"";

    private final Process process;
    private final OutputStream to;
    private final BlockingQueue<JsonNode> answers = new LinkedBlockingQueue<>();
    private final String page;
    private int number;

    /// Starts one with an empty profile in this folder. `where` is what to put before the command.
    Browser(List<String> where, Path folder, String... options)
            throws IOException, InterruptedException {
        Path in = folder.resolve("to-browser");
        Path out = folder.resolve("from-browser");
        run("mkfifo", in.toString(), out.toString());
        List<String> words = new ArrayList<>(where);
        words.addAll(List.of("sh", "-c", START, in.toString(), out.toString(), "chromium"));
        words.addAll(
                List.of(
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--remote-debugging-pipe",
                        "--user-data-dir=" + folder.resolve("profile")));
        words.addAll(List.of(options));
        ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.environment().put("HOME", folder.toString());
        builder.redirectOutput(folder.resolve("browser.log").toFile());
        process = builder.start();
        to = Files.newOutputStream(in);
        InputStream from = new BufferedInputStream(Files.newInputStream(out));
        Thread.ofVirtual().name("browser").start(() -> read(from));
        String target =
                call("", "Target.createTarget", Map.of("url", "about:blank"))
                        .path("targetId")
                        .asString();
        page =
                call("", "Target.attachToTarget", Map.of("targetId", target, "flatten", true))
                        .path("sessionId")
                        .asString();
    }

    private static void run(String... words) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(words).inheritIO().start();
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", words));
        }
    }

    private void read(InputStream from) {
        try (from) {
            ByteArrayOutputStream message = new ByteArrayOutputStream();
            for (int next = from.read(); next >= 0; next = from.read()) {
                if (next != 0) {
                    message.write(next);
                    continue;
                }
                JsonNode answer = JSON.readTree(message.toByteArray());
                message.reset();
                if (answer.has("id")) {
                    answers.add(answer);
                }
            }
        } catch (IOException ended) {
            // Whoever waits for an answer says so.
        }
    }

    private JsonNode call(String session, String method, Map<String, Object> parameters)
            throws IOException, InterruptedException {
        Map<String, Object> call = new java.util.HashMap<>();
        call.put("id", ++number);
        call.put("method", method);
        call.put("params", parameters);
        if (!session.isEmpty()) {
            call.put("sessionId", session);
        }
        to.write(JSON.writeValueAsBytes(call));
        to.write(0);
        to.flush();
        JsonNode answer;
        do {
            answer = answers.poll(PATIENCE_NANOS, TimeUnit.NANOSECONDS);
            if (answer == null) {
                throw new AssertionError("the browser does not answer to " + method);
            }
        } while (answer.path("id").asInt() != number);
        if (answer.has("error")) {
            throw new AssertionError(method + ": " + answer.path("error"));
        }
        return answer.path("result");
    }

    /// Goes to an address. Returns what went wrong on the way, empty if nothing did.
    String open(String url) throws IOException, InterruptedException {
        JsonNode gone = call(page, "Page.navigate", Map.of("url", url));
        String problem = gone.path("errorText").asString("");
        if (problem.isEmpty()) {
            await("document.readyState === 'complete' && location.href.startsWith('" + url + "')");
        }
        return problem;
    }

    /// The value of an expression of JavaScript on the page, or of what it promises.
    JsonNode value(String expression) throws IOException, InterruptedException {
        JsonNode answer =
                call(
                        page,
                        "Runtime.evaluate",
                        Map.of(
                                "expression",
                                expression,
                                "awaitPromise",
                                true,
                                "returnByValue",
                                true,
                                "userGesture",
                                true));
        if (answer.has("exceptionDetails")) {
            throw new AssertionError(expression + ": " + answer.path("exceptionDetails"));
        }
        return answer.path("result").path("value");
    }

    /// Waits until this is true on the page.
    void await(String condition) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!value("Boolean(" + condition + ")").asBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError(
                        "never: " + condition + "\n" + value("document.body.innerText"));
            }
            process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /// Presses a key or types, as a keyboard would.
    void type(String text) throws IOException, InterruptedException {
        call(page, "Input.insertText", Map.of("text", text));
    }

    /// Presses Enter.
    void enter() throws IOException, InterruptedException {
        Map<String, Object> key =
                Map.of("key", "Enter", "code", "Enter", "windowsVirtualKeyCode", 13, "text", "\r");
        Map<String, Object> down = new java.util.HashMap<>(key);
        down.put("type", "keyDown");
        call(page, "Input.dispatchKeyEvent", down);
        Map<String, Object> up = new java.util.HashMap<>(key);
        up.put("type", "keyUp");
        call(page, "Input.dispatchKeyEvent", up);
    }

    /// Clicks on the first element of this selector.
    void click(String selector) throws IOException, InterruptedException {
        value("document.querySelector('" + selector + "').click()");
    }

    /// A picture of the page at this size, in light or dark.
    void picture(Path file, int width, int height, String scheme)
            throws IOException, InterruptedException {
        call(
                page,
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
        call(
                page,
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
        String data =
                call(page, "Page.captureScreenshot", Map.of("format", "png"))
                        .path("data")
                        .asString();
        Files.write(file, Base64.getDecoder().decode(data.getBytes(StandardCharsets.US_ASCII)));
    }

    @Override
    public void close() throws IOException {
        to.close();
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
