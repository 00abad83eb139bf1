package dev.klatch.tests.rules;

import dev.klatch.core.Delivery;
import dev.klatch.core.Outcome;
import dev.klatch.core.presence.Connection;
import dev.klatch.protocol.CloseCode;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.ServerFrame;
import java.util.ArrayList;
import java.util.List;

/// Brings outcomes to devices, one after the other, as the event loops do.
final class Recorder implements Delivery {
    private final List<Device> welcomed = new ArrayList<>();
    private final List<Device> open = new ArrayList<>();
    private int batches;

    /// This device is there, but not welcomed yet.
    void opened(Device device) {
        open.add(device);
    }

    /// How many batches were published.
    int batches() {
        return batches;
    }

    @Override
    public void publish(List<Outcome> outcomes) {
        batches++;
        outcomes.forEach(this::apply);
    }

    private void apply(Outcome outcome) {
        switch (outcome) {
            case Outcome.Happened happened -> {
                for (Device device : in(happened.event().conversation())) {
                    boolean asked = happened.reply() != null && device == happened.origin();
                    ServerFrame frame = asked ? happened.reply() : happened.event();
                    device.hear(java.util.Objects.requireNonNull(frame));
                }
            }
            case Outcome.Welcomed(Connection connection, var welcome, var into) -> {
                Device device = (Device) connection;
                welcomed.add(device);
                device.in.addAll(into);
                device.hear(welcome);
            }
            case Outcome.Told(Connection connection, var frame) ->
                    ((Device) connection).hear(frame);
            case Outcome.ToldPerson(var person, var frame) ->
                    of(person).forEach(device -> device.hear(frame));
            case Outcome.ToldConversation(var conversation, var notice) ->
                    in(conversation).forEach(device -> device.hear(notice));
            case Outcome.Entered(var person, var conversation, var notice) ->
                    of(person)
                            .forEach(device -> {
                                device.in.add(conversation);
                                device.hear(notice);
                            });
            case Outcome.Unsubscribed(var person, var conversation) ->
                    of(person).forEach(device -> device.in.remove(conversation));
            case Outcome.Closed(var person, var code) ->
                    open.stream()
                            .filter(device -> device.person().equals(person))
                            .forEach(device -> device.close(code));
            case Outcome.SessionClosed(var session, var code) ->
                    open.stream()
                            .filter(device -> device.session().equals(session))
                            .forEach(device -> device.close(code));
            case Outcome.AllClosed(var words) -> {
                for (Device device : List.copyOf(open)) {
                    device.hear(words);
                    device.close(CloseCode.RESTARTING);
                }
                open.clear();
                welcomed.clear();
            }
            case Outcome.Settled(Runnable reply) -> reply.run();
        }
    }

    private List<Device> in(ConversationId conversation) {
        return welcomed.stream().filter(device -> device.in.contains(conversation)).toList();
    }

    private List<Device> of(PersonId person) {
        return welcomed.stream().filter(device -> device.person().equals(person)).toList();
    }
}
