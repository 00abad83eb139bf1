package dev.klatch.terminal;

import dev.klatch.client.Addressee;
import dev.klatch.client.ClientEvent;
import dev.klatch.client.Identity;
import dev.klatch.client.MessageState;
import dev.klatch.client.Reply;
import dev.klatch.client.States;
import dev.klatch.protocol.Access;
import dev.klatch.protocol.Answer;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.ConversationType;
import dev.klatch.protocol.Event;
import dev.klatch.protocol.Notice;
import dev.klatch.protocol.Person;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.Summary;
import java.util.ArrayList;
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
    private final Present present = new Present();
    private final Map<ConversationId, String> publicRooms = new LinkedHashMap<>();
    private final Places places = new Places();
    private final Recent recent = new Recent();
    private final Games games = new Games();
    private final Map<String, String> states = new LinkedHashMap<>();
    private @Nullable Identity me;
    private @Nullable ConversationId everyone;
    private @Nullable ConversationId place;
    private boolean connected;
    private boolean recorded;

    /// Takes note of what happened.
    synchronized void note(ClientEvent event) {
        switch (event) {
            case ClientEvent.SignedIn(Identity identity) -> {
                me = identity;
                present.me(identity.person());
            }
            case ClientEvent.Welcomed(Notice.Welcome welcome) -> welcomed(welcome);
            case ClientEvent.LinkChanged(ClientEvent.LinkState state, _, _) ->
                    connected = state == ClientEvent.LinkState.ONLINE;
            case ClientEvent.Listed(Summary summary) -> listed(summary);
            case ClientEvent.Changed(Summary summary) -> listed(summary);
            case ClientEvent.Shared(Answer.State state) -> states.put(state.key(), state.value());
            case ClientEvent.Happened happened -> shown(happened.event());
            case ClientEvent.MessageChanged(var entry, MessageState.Sent sent) -> {
                if (me != null) {
                    recent.sent(me, entry, sent);
                }
            }
            case ClientEvent.Gone(ConversationId conversation) -> left(conversation);
            case ClientEvent.EpochChanged _ -> forget();
            case ClientEvent.Noticed(Notice notice) -> note(notice);
            default -> {}
        }
    }

    private void welcomed(Notice.Welcome welcome) {
        if (!welcome.everyone().equals(everyone)) {
            everyone = welcome.everyone();
            place = null;
        }
        recorded = Boolean.TRUE.equals(welcome.recorded());
        places.addFirst(welcome.everyone());
        present.clear();
    }

    private void listed(Summary summary) {
        conversations.put(summary.conversation(), summary);
        places.add(summary.conversation());
        counted(summary.conversation(), zero(summary.unread()), zero(summary.mentions()));
    }

    /// A count that is left out is none.
    private static long zero(@Nullable Long count) {
        return count == null ? 0 : count;
    }

    private void counted(ConversationId conversation, long unread, long mentions) {
        long named = isPrivate(conversation) ? unread : mentions;
        places.set(
                conversation, new Places.Unread(Math.toIntExact(unread), Math.toIntExact(named)));
    }

    private void forget() {
        conversations.clear();
        recent.clear();
        places.clear();
        if (everyone != null) {
            places.add(everyone);
        }
    }

    /// Takes note of an event that is shown, whoever told it.
    void shown(Event event) {
        recent.note(event);
        if (event instanceof Event.Played played) {
            games.note(played);
        }
    }

    /// The messages that were shown lately.
    Recent recent() {
        return recent;
    }

    /// How the games stand.
    Games games() {
        return games;
    }

    /// Whether this is from a page of history that somebody asked for, who shows what is wanted of
    /// it. Only that of the common room comes unasked.
    synchronized boolean askedFor(ClientEvent.Happened happened) {
        return happened.origin() == ClientEvent.Origin.HISTORY
                && !happened.event().conversation().equals(everyone);
    }

    private void left(ConversationId conversation) {
        conversations.remove(conversation);
        places.remove(conversation);
        if (conversation.equals(place)) {
            place = null;
        }
    }

    private void note(Notice notice) {
        switch (notice) {
            case Notice.RoomMade(ConversationId room, String name) -> publicRooms.put(room, name);
            default -> present.note(notice);
        }
    }

    /// Who is online.
    Present present() {
        return present;
    }

    /// Takes note of a page of the public rooms, if it is one.
    synchronized void rooms(Reply reply) {
        if (reply instanceof Reply.Done(Answer.Rooms page)) {
            page.rooms().forEach(room -> publicRoom(room.conversation(), room.name()));
        }
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

    /// Plain lines go there from now on. Returns how much is unread there.
    synchronized int go(ConversationId conversation) {
        place = conversation.equals(everyone) ? null : conversation;
        return places.unread(conversation).messages();
    }

    /// The conversations one is in, in the order of the bar.
    synchronized List<ConversationId> places() {
        return places.all();
    }

    /// What is unread there.
    synchronized Places.Unread unread(ConversationId conversation) {
        return places.unread(conversation);
    }

    /// The conversation of this number in the bar, from 1.
    synchronized Optional<ConversationId> numbered(int number) {
        return places.numbered(number);
    }

    /// The conversation to look at next, if anything is unread.
    synchronized Optional<ConversationId> unread() {
        return places.next(placeId());
    }

    /// What was typed after a verb, parted behind a name.
    record Split(String name, String rest) {}

    /// The longest name known here, of a person or a conversation, with which this begins; names
    /// have spaces in them.
    synchronized Optional<Split> split(String typed) {
        List<String> names = new ArrayList<>(present.names());
        conversations.keySet().forEach(conversation -> names.add(nameOf(conversation)));
        names.add("everyone");
        String longest = "";
        for (String name : names) {
            boolean begins =
                    typed.length() > name.length()
                            && typed.charAt(name.length()) == ' '
                            && same(typed.substring(0, name.length()), name);
            if (begins && name.length() > longest.length()) {
                longest = name;
            }
        }
        return longest.isEmpty()
                ? Optional.empty()
                : Optional.of(new Split(longest, typed.substring(longest.length() + 1)));
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

    /// Whether a line is shown: always where one is, elsewhere as one asked for.
    synchronized boolean heard(Event event) {
        ConversationId conversation = event.conversation();
        String level = states.getOrDefault(States.level(conversation), "all");
        if (level.equals("all") || conversation.equals(placeId())) {
            return true;
        }
        return level.equals("mentions")
                && event instanceof Event.Posted posted
                && (namesMe(posted) || isPrivate(conversation));
    }

    private boolean namesMe(Event.Posted posted) {
        boolean named =
                me != null && posted.mentions() != null && posted.mentions().contains(me.person());
        return named || posted.callout() != null || keyword(posted.text());
    }

    private boolean keyword(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return states.getOrDefault(States.KEYWORDS, "")
                .lines()
                .anyMatch(word -> lower.contains(word.toLowerCase(Locale.ROOT)));
    }

    /// Whether a conversation has a star.
    synchronized boolean isFavourite(ConversationId conversation) {
        return !states.getOrDefault(States.favourite(conversation), "").isEmpty();
    }

    /// Whether this is a private conversation or a group.
    synchronized boolean isForFew(ConversationId conversation) {
        Summary summary = conversations.get(conversation);
        return summary != null
                && (summary.type() == ConversationType.DIRECT
                        || summary.type() == ConversationType.GROUP);
    }

    /// Whether the operator keeps a copy of this conversation, which not everybody may read.
    synchronized boolean isRecorded(ConversationId conversation) {
        Summary summary = conversations.get(conversation);
        return recorded
                && summary != null
                && (isForFew(conversation) || summary.access() == Access.PRIVATE);
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
        Optional<Person> here = present.named(name);
        if (here.isPresent()) {
            return here.map(this::direct);
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

    /// The conversation one is in that has this name, or is with this person.
    synchronized Optional<ConversationId> conversation(String name) {
        Optional<ConversationId> room = ownRoom(name);
        return room.isPresent()
                ? room
                : conversations.keySet().stream()
                        .filter(conversation -> same(nameOf(conversation), name))
                        .findFirst();
    }

    /// The public room of this name, whether one is in it or not, if it is known here.
    synchronized Optional<ConversationId> publicRoom(String name) {
        return publicRooms.entrySet().stream()
                .filter(room -> same(room.getValue(), name))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /// Whether two names are the same as far as it can be told here.
    static boolean same(String one, String other) {
        return one.toLowerCase(Locale.ROOT).equals(other.toLowerCase(Locale.ROOT));
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
