package dev.klatch.server.log;

import dev.klatch.core.Sight;
import dev.klatch.core.Witness;
import dev.klatch.protocol.Command;
import dev.klatch.protocol.ConversationType;
import dev.klatch.protocol.MessageFrame.Post;
import dev.klatch.protocol.Refusal;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Writes down what the rules decided: each command with its status, sender and receiver (but never
/// what was said), who came and went, and which groups were made.
final class WitnessLog implements Witness {
    private static final Pattern CAPITAL = Pattern.compile("(?<=.)(?=\\p{Lu})");

    private final ServerLog log;
    private final Offences offences;

    WitnessLog(ServerLog log, Offences offences) {
        this.log = log;
        this.offences = offences;
    }

    @Override
    public void saw(List<Sight> sights) {
        for (Sight sight : sights) {
            if (sight instanceof Sight.Refused refused && isTooMuch(refused)) {
                offences.note(refused.person(), line(sight));
            } else {
                log.note(() -> line(sight));
            }
        }
    }

    /// Who does not keep the pace is refused as fast as they send.
    private static boolean isTooMuch(Sight.Refused refused) {
        return refused.error().equals(Refusal.SLOW_DOWN.error());
    }

    private static LogLine line(Sight sight) {
        return switch (sight) {
            case Sight.Done done -> done(done);
            case Sight.Refused(var person, var who, var command, var receiver, var error) ->
                    LogLine.of(kind(command))
                            .with("status", 0)
                            .with("sender", who == null ? person.text() : who)
                            .with("receiver", receiver)
                            .with("error", error);
            case Sight.Arrived(var who, int online) ->
                    LogLine.of("arrived")
                            .with("name", who.name())
                            .with("role", who.role().text())
                            .with("online", online);
            case Sight.Departed(var who, var going, int online) ->
                    LogLine.of(going == Sight.Going.FOR_GOOD ? "left-for-good" : "departed")
                            .with("name", who.name())
                            .with("role", who.role().text())
                            .with("online", online);
            case Sight.GroupMade(var who, var group, int members) ->
                    LogLine.of("group-made")
                            .with("name", group.name())
                            .with("by", who.name())
                            .with("members", members);
            case Sight.Wiped() -> LogLine.warning("wiped");
            case Sight.GroupClosed(var group) ->
                    LogLine.of("group-closed").with("name", group.name());
        };
    }

    /// The status of a message says whether at its commit at least one other person's connection
    /// took it; that of any other command says that it was done.
    private static LogLine done(Sight.Done done) {
        boolean post = done.command() instanceof Post;
        Sight.Receiver receiver = done.receiver();
        LogLine line =
                LogLine.of(kind(done.command()))
                        .with("status", !post || done.reached() > 0 ? 1 : 0)
                        .with("sender", done.who().name())
                        .with("receiver", receiver.name())
                        .with("type", receiver.type().text())
                        .with("seq", done.event().seq());
        return receiver.type() == ConversationType.GROUP && post
                ? line.with("reached", done.reached())
                : line;
    }

    private static String kind(Command command) {
        String type = command.getClass().getSimpleName();
        return CAPITAL.matcher(type).replaceAll("-").toLowerCase(Locale.ROOT);
    }
}
