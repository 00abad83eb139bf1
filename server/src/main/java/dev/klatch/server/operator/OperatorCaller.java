package dev.klatch.server.operator;

import dev.klatch.core.Request;
import dev.klatch.core.Requests;
import dev.klatch.core.journal.TokenHash;
import dev.klatch.core.presence.Caller;
import dev.klatch.protocol.Answer;
import dev.klatch.protocol.CommandId;
import dev.klatch.protocol.Instruction;
import dev.klatch.protocol.MessageFrame;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.Refusal;
import dev.klatch.protocol.Refused;
import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;

/// The operator as the rules see them: the server's own person, who asks by the same frames as any
/// client, and may do all that the table of permissions grants to that role. Safe to use from any
/// thread.
final class OperatorCaller implements Caller {
    private static final TokenHash NO_SESSION = TokenHash.of("the operator has no session");

    private final Voice voice;
    private final Requests requests;
    private final SecureRandom random = new SecureRandom();
    private final AtomicLong lastRef = new AtomicLong();
    private final Map<Long, CompletableFuture<Answer>> waiting = new ConcurrentHashMap<>();

    OperatorCaller(Voice voice, Requests requests) {
        this.voice = voice;
        this.requests = requests;
    }

    @Override
    public PersonId person() {
        return voice.person();
    }

    @Override
    public TokenHash session() {
        return NO_SESSION;
    }

    @Override
    public void told(Answer answer) {
        CompletableFuture<Answer> future = waiting.remove(answer.ref());
        if (future != null) {
            future.complete(answer);
        }
    }

    /// Says this in the room that all are in.
    Answer say(String text) {
        CommandId cid = CommandId.fresh(System.currentTimeMillis(), random);
        return ask(ref ->
                new Request.Client(
                        this,
                        new MessageFrame.Post(
                                ref, cid, voice.epoch().get(), voice.everyone(), text)));
    }

    /// Sends an instruction, made for this ref, and waits for its answer.
    Answer instruct(LongFunction<Instruction> frame) {
        return ask(ref -> new Request.Instructed(this, frame.apply(ref)));
    }

    private Answer ask(LongFunction<Request> request) {
        long ref = lastRef.incrementAndGet();
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        waiting.put(ref, answer);
        Refusal no = requests.offer(request.apply(ref));
        if (no != null) {
            waiting.remove(ref);
            return Refused.of(ref, no);
        }
        return answer.join();
    }
}
