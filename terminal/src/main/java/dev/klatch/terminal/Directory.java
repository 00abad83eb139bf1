package dev.klatch.terminal;

import dev.klatch.client.Addressee;
import dev.klatch.client.ClientEvent;
import dev.klatch.client.Identity;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.ConversationType;
import dev.klatch.protocol.Notice;
import dev.klatch.protocol.Person;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.Summary;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the terminal knows: who one is, which conversations one is in, who is online, and where
/// plain lines go. Fed by the events of the client; every method may be called from any thread.
final class Directory {
    private final Map<ConversationId, Summary> conversations = new LinkedHashMap<>();
    private final Map<PersonId, Person> online = new LinkedHashMap<>();
    private final Map<ConversationId, String> publicRooms = new LinkedHashMap<>();
    private @Nullable Identity me;
    private @Nullable ConversationId everyone;
    private @Nullable ConversationId place;
    private boolean connected;

    /// Takes note of what happened.
    synchronized void note(ClientEvent event) {
        switch (event) {
            case ClientEvent.SignedIn(Identity identity) -> me = identity;
            case ClientEvent.Welcomed(Notice.Welcome welcome) -> welcomed(welcome);
            case ClientEvent.LinkChanged(ClientEvent.LinkState state, _, _) ->
                    connected = state == ClientEvent.LinkState.ONLINE;
            case ClientEvent.Listed(Summary summary) ->
                    conversations.put(summary.conversation(), summary);
            case ClientEvent.Gone(ConversationId conversation) -> left(conversation);
            case ClientEvent.EpochChanged _ -> conversations.clear();
            case ClientEvent.Noticed(Notice notice) -> note(notice);
            default -> {}
        }
    }

    private void welcomed(Notice.Welcome welcome) {
        if (!welcome.everyone().equals(everyone)) {
            everyone = welcome.everyone();
            place = null;
        }
        online.clear();
    }

    private void left(ConversationId conversation) {
        conversations.remove(conversation);
        if (conversation.equals(place)) {
            place = null;
        }
    }

    private void note(Notice notice) {
        switch (notice) {
            case Notice.Arrived arrived ->
                    online.put(
                            arrived.person(),
                            new Person(arrived.person(), arrived.name(), arrived.role()));
            case Notice.Departed departed -> online.remove(departed.person());
            case Notice.RoomMade(ConversationId room, String name) -> publicRooms.put(room, name);
            default -> {}
        }
    }

    /// Takes note of a page of the people online.
    synchronized void online(Collection<Person> people) {
        people.forEach(person -> online.put(person.person(), person));
    }

    /// Takes note of a public room.
    synchronized void publicRoom(ConversationId room, String name) {
        publicRooms.put(room, name);
    }

    /// Whether there is a connection.
    synchronized boolean connected() {
        return connected;
    }

    /// Who one is, or null before the first sign-in.
    synchronized @Nullable Identity me() {
        return me;
    }

    /// Whether this is oneself.
    synchronized boolean isMe(PersonId person) {
        return me != null && me.person().equals(person);
    }

    /// Where plain lines go.
    synchronized Addressee place() {
        return place == null ? Addressee.everyone() : Addressee.of(place);
    }

    /// The conversation that plain lines go to; null before the first connection.
    synchronized @Nullable ConversationId placeId() {
        return place == null ? everyone : place;
    }

    /// Plain lines go there from now on.
    synchronized void go(ConversationId conversation) {
        place = conversation.equals(everyone) ? null : conversation;
    }

    /// The common room; null before the first connection.
    synchronized @Nullable ConversationId everyone() {
        return everyone;
    }

    /// The name of where plain lines go.
    synchronized String placeName() {
        return place == null ? "everyone" : nameOf(place);
    }

    /// The same, saying whether it is private.
    synchronized String placeLabel() {
        return place != null && isPrivate(place) ? "private with " + placeName() : placeName();
    }

    /// What a conversation is called here: its title, or the other person's name.
    synchronized String nameOf(ConversationId conversation) {
        if (conversation.equals(everyone)) {
            return "everyone";
        }
        Summary summary = conversations.get(conversation);
        if (summary == null) {
            String room = publicRooms.get(conversation);
            return room == null ? "?" : room;
        }
        Person with = summary.with();
        return with == null ? summary.title() : with.name();
    }

    /// Whether one is in this conversation.
    synchronized boolean isIn(ConversationId conversation) {
        return conversations.containsKey(conversation);
    }

    /// Whether only two people can read this conversation.
    synchronized boolean isPrivate(ConversationId conversation) {
        Summary summary = conversations.get(conversation);
        return summary != null && summary.type() == ConversationType.DIRECT;
    }

    /// The private conversation or group that this name means to the one who types, if it is known
    /// here. A person who is online counts more than one who once was.
    synchronized Optional<Addressee> receiver(String name) {
        for (Summary summary : conversations.values()) {
            if (summary.type() == ConversationType.GROUP && same(summary.title(), name)) {
                return Optional.of(Addressee.of(summary.conversation()));
            }
        }
        for (Person person : online.values()) {
            if (same(person.name(), name)) {
                return Optional.of(direct(person));
            }
        }
        for (Summary summary : conversations.values()) {
            Person with = summary.with();
            if (with != null && same(with.name(), name)) {
                return Optional.of(new Addressee.Person(with.name()));
            }
        }
        return Optional.empty();
    }

    private Addressee direct(Person person) {
        for (Summary summary : conversations.values()) {
            Person with = summary.with();
            if (with != null && with.person().equals(person.person())) {
                return Addressee.of(summary.conversation());
            }
        }
        return new Addressee.Person(person.name());
    }

    /// The room of this name that one is in, or the common room.
    synchronized Optional<ConversationId> ownRoom(String name) {
        if (same(name, "everyone")) {
            return Optional.ofNullable(everyone);
        }
        return conversations.values().stream()
                .filter(summary -> summary.type() != ConversationType.DIRECT)
                .filter(summary -> same(summary.title(), name))
                .map(Summary::conversation)
                .findFirst();
    }

    /// The public room of this name, whether one is in it or not, if it is known here.
    synchronized Optional<ConversationId> publicRoom(String name) {
        return publicRooms.entrySet().stream()
                .filter(room -> same(room.getValue(), name))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static boolean same(String one, String other) {
        return one.toLowerCase(Locale.ROOT).equals(other.toLowerCase(Locale.ROOT));
    }

    /// The names of the people online, without oneself, in order.
    synchronized List<String> peopleNames() {
        List<String> names = new ArrayList<>();
        for (Person person : online.values()) {
            if (!isMe(person.person())) {
                names.add(person.name());
            }
        }
        names.sort(Comparator.comparing(name -> name.toLowerCase(Locale.ROOT)));
        return names;
    }

    /// The names of the rooms known here, joined or not.
    synchronized List<String> roomNames() {
        List<String> names = new ArrayList<>(publicRooms.values());
        for (Summary summary : conversations.values()) {
            if (summary.with() == null && !names.contains(summary.title())) {
                names.add(summary.title());
            }
        }
        names.sort(Comparator.comparing(name -> name.toLowerCase(Locale.ROOT)));
        return names;
    }
}
