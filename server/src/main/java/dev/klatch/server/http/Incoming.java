package dev.klatch.server.http;

import dev.klatch.protocol.Refusal;
import dev.klatch.protocol.Refused;
import dev.klatch.server.file.Outcome;
import dev.klatch.server.file.Transfer;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/// The body of a request on its way into an upload. One of three ends it: the sender, the upload
/// (another request goes on with it, or the disk is full), or the connection.
final class Incoming implements Body.Receiver {
    private static final String SLOW = "The bytes came too slowly. It can go on where it stands.";

    private final Exchange exchange;
    private final Body body;
    private final Transfer transfer;
    private final Function<Outcome, Reply> answer;
    private final Runnable broken;
    private final AtomicBoolean answered = new AtomicBoolean();

    private Incoming(
            Exchange exchange,
            Body body,
            Transfer transfer,
            Function<Outcome, Reply> answer,
            Runnable broken) {
        this.broken = broken;
        this.exchange = exchange;
        this.body = body;
        this.transfer = transfer;
        this.answer = answer;
    }

    /// Receives the body of this exchange into this transfer, and replies what `answer` makes of
    /// the outcome. `broken` runs if the bytes break off.
    static void receive(
            Exchange exchange,
            Transfer transfer,
            Function<Outcome, Reply> answer,
            Runnable broken) {
        Body body = exchange.stream();
        if (body == null) {
            throw new IllegalArgumentException("there is no stream");
        }
        Incoming incoming = new Incoming(exchange, body, transfer, answer, broken);
        if (body.length() > transfer.most()) {
            incoming.end(Body.End.TOO_LONG);
            return;
        }
        transfer.cutOff()
                .thenAccept(refused -> incoming.reply(answer.apply(new Outcome.Denied(refused))));
        body.receive(transfer.most(), incoming);
    }

    @Override
    public void take(ByteBuf bytes) {
        int length = bytes.readableBytes();
        transfer.write(
                bytes.nioBuffer(),
                () -> {
                    bytes.release();
                    body.taken(length);
                });
    }

    @Override
    public void end(Body.End how) {
        Transfer.End end =
                switch (how) {
                    case WHOLE -> Transfer.End.WHOLE;
                    case TOO_LONG -> Transfer.End.WRONG;
                    case TOO_SLOW, MALFORMED, LOST -> Transfer.End.BROKEN;
                };
        if (end == Transfer.End.BROKEN) {
            broken.run();
        }
        transfer.end(end)
                .whenComplete((outcome, failed) ->
                        reply(
                                failed == null
                                        ? reply(how, outcome)
                                        : Reply.refused(Refusal.UNAVAILABLE)));
    }

    private Reply reply(Body.End how, Outcome outcome) {
        return switch (how) {
            case WHOLE, LOST -> answer.apply(outcome);
            case TOO_LONG ->
                    denied(Refused.of(0, Refusal.FILE_TOO_LARGE).about("size", transfer.most()));
            case MALFORMED -> denied(Refused.of(0, Refusal.MALFORMED));
            case TOO_SLOW ->
                    denied(Refused.of(0, Refusal.UNAVAILABLE, SLOW))
                            .as(HttpResponseStatus.REQUEST_TIMEOUT);
        };
    }

    private Reply denied(Refused refused) {
        return answer.apply(new Outcome.Denied(refused));
    }

    private void reply(Reply reply) {
        if (!answered.getAndSet(true)) {
            exchange.reply(reply);
        }
    }
}
