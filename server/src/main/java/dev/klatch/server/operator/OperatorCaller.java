package dev.klatch.server.operator;

import dev.klatch.core.Request;
import dev.klatch.core.Requests;
import dev.klatch.core.journal.TokenHash;
import dev.klatch.core.presence.Caller;
import dev.klatch.protocol.Answer;
import dev.klatch.protocol.Instruction;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.Refusal;
import dev.klatch.protocol.Refused;
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

    private final PersonId person;
    private final Requests requests;
    private final AtomicLong lastRef = new AtomicLong();
    private final Map<Long, CompletableFuture<Answer>> waiting = new ConcurrentHashMap<>();

    OperatorCaller(PersonId person, Requests requests) {
        this.person = person;
        this.requests = requests;
    }

    @Override
    public PersonId person() {
        return person;
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

    /// Sends an instruction, made for this ref, and waits for its answer.
    Answer instruct(LongFunction<Instruction> frame) {
        return ask(ref -> new Request.Instructed(this, frame.apply(ref)));
    }

    private Answer ask(LongFunction<Request> request) {
        long ref = lastRef.incrementAndGet();
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        waiting.put(ref, answer);
        if (!requests.offer(request.apply(ref))) {
            waiting.remove(ref);
            return Refused.of(ref, Refusal.BUSY);
        }
        return answer.join();
    }
}
