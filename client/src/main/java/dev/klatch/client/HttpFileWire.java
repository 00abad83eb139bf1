package dev.klatch.client;

import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.FileId;
import dev.klatch.protocol.FrameCodec;
import dev.klatch.protocol.Limits;
import dev.klatch.protocol.Refusal;
import dev.klatch.protocol.Refused;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.ResponseInfo;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Files by tus 1.0 and ranges of HTTP. What stands still for half a minute is given up: the other
/// side is gone, and nobody has said so.
final class HttpFileWire implements FileWire {
    private static final long STILL_SECONDS = 30;
    private static final String FILES = "/api/files";
    private static final String OFFSET = "Upload-Offset";
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,15}");
    private static final Pattern RANGE =
            Pattern.compile("bytes ([0-9]{1,15})-[0-9]{1,15}/([0-9]{1,15})");

    private final HttpClient http;
    private final URI server;

    HttpFileWire(HttpClient http, URI server) {
        this.http = http;
        this.server = server;
    }

    private HttpRequest.Builder request(String token, String path) {
        return HttpRequest.newBuilder(server.resolve(path))
                .header("Authorization", "Bearer " + token)
                .header("Tus-Resumable", "1.0.0");
    }

    private static String path(FileId file) {
        return FILES + "/" + file.text();
    }

    @Override
    public Answer begin(String token, Wish wish) throws IOException, InterruptedException {
        ConversationId conversation = wish.conversation();
        String metadata =
                String.join(
                        ",",
                        pair("filename", wish.name()),
                        pair("conversation", conversation.text()),
                        pair("sha256", wish.sha256()));
        HttpRequest post =
                request(token, FILES)
                        .header("Upload-Length", Long.toString(wish.size()))
                        .header("Upload-Metadata", metadata)
                        .POST(BodyPublishers.noBody())
                        .build();
        HttpResponse<String> response = send(post);
        if (response.statusCode() != 201) {
            return new Answer.Denied(refused(response));
        }
        // Only the id is taken from the address: the token goes to no other server.
        String location = header(response.headers(), "Location");
        try {
            FileId file = FileId.parse(location.substring(location.lastIndexOf('/') + 1));
            return stands(file, response.headers());
        } catch (RuntimeException strange) {
            throw notKlatch();
        }
    }

    private static String pair(String key, String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        return key + " " + Base64.getEncoder().encodeToString(bytes);
    }

    @Override
    public Answer stand(String token, FileId file) throws IOException, InterruptedException {
        return answer(file, send(request(token, path(file)).HEAD().build()));
    }

    @Override
    public Answer bring(String token, FileId file, long offset, long length, InputStream bytes)
            throws IOException, InterruptedException {
        AtomicLong moved = new AtomicLong();
        InputStream counted = new Counted(bytes, moved);
        HttpRequest patch =
                request(token, path(file))
                        .header("Content-Type", "application/offset+octet-stream")
                        .header(OFFSET, Long.toString(offset))
                        .method(
                                "PATCH",
                                BodyPublishers.fromPublisher(
                                        BodyPublishers.ofInputStream(() -> counted), length))
                        .build();
        return answer(file, await(http.sendAsync(patch, bounded()), moved));
    }

    @Override
    public Answer end(String token, FileId file) throws IOException, InterruptedException {
        HttpResponse<String> response = send(request(token, path(file)).DELETE().build());
        return response.statusCode() == 204
                ? new Answer.Ended()
                : new Answer.Denied(refused(response));
    }

    private Answer answer(FileId file, HttpResponse<String> response) throws IOException {
        return response.statusCode() / 100 == 2
                ? stands(file, response.headers())
                : new Answer.Denied(refused(response));
    }

    private Answer stands(FileId file, HttpHeaders headers) throws IOException {
        String offset = header(headers, OFFSET);
        if (!NUMBER.matcher(offset).matches()) {
            throw notKlatch();
        }
        String sha256 = headers.firstValue("Klatch-Sha256").orElse(null);
        return new Answer.Stands(file, Long.parseLong(offset), sha256);
    }

    private static String header(HttpHeaders headers, String name) {
        return headers.firstValue(name).orElse("");
    }

    private Refused refused(HttpResponse<String> response) throws IOException {
        return refused(response.statusCode(), response.body());
    }

    /// What the server says no with; where it says only a status, as for a head, the same in words.
    private Refused refused(int status, String body) throws IOException {
        try {
            if (!body.isEmpty() && FrameCodec.decodeServer(body) instanceof Refused refused) {
                return refused;
            }
        } catch (IllegalArgumentException strange) {
            throw notKlatch();
        }
        return Refused.of(
                0,
                switch (status) {
                    case 401 -> Refusal.NOT_SIGNED_IN;
                    case 403 -> Refusal.NOT_ALLOWED;
                    case 404 -> Refusal.UNKNOWN_FILE;
                    case 409 -> Refusal.OFFSET_MISMATCH;
                    case 413 -> Refusal.FILE_TOO_LARGE;
                    case 423 -> Refusal.UPLOAD_TAKEN;
                    case 429 -> Refusal.SLOW_DOWN;
                    case 503 -> Refusal.BUSY;
                    default -> throw notKlatch();
                });
    }

    private IOException notKlatch() {
        return new IOException("What answers at " + server + " is not Klatch.");
    }

    private static BodyHandler<String> bounded() {
        return BodyHandlers.limiting(BodyHandlers.ofString(), Limits.FRAME_BYTES);
    }

    private HttpResponse<String> send(HttpRequest request)
            throws IOException, InterruptedException {
        return await(http.sendAsync(request, bounded()), new AtomicLong());
    }

    /// Waits for the answer as long as bytes move.
    private static <T> HttpResponse<T> await(
            CompletableFuture<HttpResponse<T>> response, AtomicLong moved)
            throws IOException, InterruptedException {
        long before = -1;
        try {
            while (true) {
                try {
                    return response.get(STILL_SECONDS, TimeUnit.SECONDS);
                } catch (TimeoutException _) {
                    if (moved.get() == before) {
                        throw new HttpTimeoutException("nothing moves");
                    }
                    before = moved.get();
                }
            }
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof IOException lost) {
                throw lost;
            }
            throw new IOException(failed.getCause());
        } finally {
            response.cancel(true);
        }
    }

    @Override
    public @Nullable Refused fetch(
            String token, FileId file, long from, @Nullable String tag, Sink sink)
            throws IOException, InterruptedException {
        HttpRequest.Builder get = request(token, path(file)).GET();
        if (from > 0 && tag != null) {
            get.header("Range", "bytes=" + from + "-").header("If-Range", tag);
        }
        AtomicLong moved = new AtomicLong();
        BodyHandler<String> handler = head -> subscriber(head, sink, moved);
        HttpResponse<String> response = await(http.sendAsync(get.build(), handler), moved);
        return isOfBytes(response.statusCode()) ? null : refused(response);
    }

    private static boolean isOfBytes(int status) {
        return status == 200 || status == 206;
    }

    private HttpResponse.BodySubscriber<String> subscriber(
            ResponseInfo head, Sink sink, AtomicLong moved) {
        if (!isOfBytes(head.statusCode())) {
            return bounded().apply(head);
        }
        return new Taker(sink, moved, () -> begins(head, sink));
    }

    private void begins(ResponseInfo head, Sink sink) throws IOException {
        String tag = head.headers().firstValue("ETag").orElse(null);
        if (head.statusCode() == 200) {
            sink.begins(0, head.headers().firstValueAsLong("Content-Length").orElse(-1), tag);
            return;
        }
        Matcher range = RANGE.matcher(header(head.headers(), "Content-Range"));
        if (!range.matches()) {
            throw notKlatch();
        }
        sink.begins(Long.parseLong(range.group(1)), Long.parseLong(range.group(2)), tag);
    }

    /// Something with bytes that may fail.
    private interface Step {
        void run() throws IOException;
    }

    /// Hands bytes on as they come, and asks for more when those are taken.
    private static final class Taker implements HttpResponse.BodySubscriber<String> {
        private final Sink sink;
        private final AtomicLong moved;
        private final Step beginning;
        private final CompletableFuture<String> end = new CompletableFuture<>();
        private Flow.@Nullable Subscription more;

        Taker(Sink sink, AtomicLong moved, Step beginning) {
            this.sink = sink;
            this.moved = moved;
            this.beginning = beginning;
        }

        @Override
        public CompletionStage<String> getBody() {
            return end;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            more = subscription;
            goOn(subscription, beginning);
        }

        @Override
        public void onNext(List<ByteBuffer> buffers) {
            Flow.Subscription subscription = more;
            if (subscription != null && !end.isDone()) {
                goOn(
                        subscription,
                        () -> {
                            for (ByteBuffer each : buffers) {
                                moved.addAndGet(each.remaining());
                                sink.next(each);
                            }
                        });
            }
        }

        private void goOn(Flow.Subscription subscription, Step step) {
            try {
                step.run();
                subscription.request(1);
            } catch (IOException | RuntimeException notTaken) {
                end.completeExceptionally(notTaken);
                subscription.cancel();
            }
        }

        @Override
        public void onError(Throwable lost) {
            end.completeExceptionally(lost);
        }

        @Override
        public void onComplete() {
            end.complete("");
        }
    }

    /// Counts what is read.
    private static final class Counted extends FilterInputStream {
        private final AtomicLong moved;

        Counted(InputStream in, AtomicLong moved) {
            super(in);
            this.moved = moved;
        }

        @Override
        public int read() throws IOException {
            int one = super.read();
            moved.incrementAndGet();
            return one;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int count = super.read(into, offset, length);
            moved.addAndGet(Math.max(0, count));
            return count;
        }
    }
}
