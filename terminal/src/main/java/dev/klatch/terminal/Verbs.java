package dev.klatch.terminal;

import dev.klatch.client.KlatchClient;
import dev.klatch.protocol.CommandId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// The table of all verbs, the same for people and for scripts: what can be typed, what it does,
/// its help, its hints.
final class Verbs {
    private final Desk desk;
    private final Talk talk;
    private final PlaceVerbs places;
    private final PeopleVerbs people;
    private final ReadVerbs reading;
    private final MemberVerbs members;
    private final FileVerbs files;
    private final Map<String, List<Verb>> chapters = new LinkedHashMap<>();
    private final Map<String, Verb> byName = new HashMap<>();

    Verbs(Desk desk) {
        this.desk = desk;
        talk = new Talk(desk);
        reading = new ReadVerbs(desk);
        members = new MemberVerbs(desk);
        files = new FileVerbs(desk);
        places = new PlaceVerbs(desk, talk, reading);
        people = new PeopleVerbs(desk);
        chapter("Talking", talk.verbs());
        chapter("Messages", new MessageVerbs(desk).verbs());
        chapter("Files", files.verbs());
        chapter("Rooms, groups, private conversations", places.verbs());
        chapter("Where you are", new RoomVerbs(desk).verbs());
        chapter("Who is in it", members.verbs());
        chapter("Reading", reading.verbs());
        chapter("People", people.verbs());
        chapter("You", new AccountVerbs(desk).verbs());
        chapter("For you alone", new StateVerbs(desk).verbs());
        chapter("Games", new GameVerbs(desk, talk).verbs());
        chapter("Running the server", new ServerVerbs(desk).verbs());
        chapter("Klatch", own());
    }

    private List<Verb> own() {
        return List.of(
                Verb.of(
                        "resend",
                        "",
                        "sends the messages that were held back",
                        _ -> held(KlatchClient::sendAnyway)),
                Verb.of(
                        "discard",
                        "",
                        "forgets the messages that were held back",
                        _ -> held(KlatchClient::discard)),
                Verb.of("help commands ?", "[COMMAND]", "shows all, or one", this::help)
                        .offering(Verb.Offer.VERB),
                Verb.of("menu", "", "shows the first tips again (also: menu)", _ -> menu()),
                Verb.of("quit exit q", "", "leaves Klatch (also: exit)", _ -> desk.done()));
    }

    private void chapter(String title, List<Verb> verbs) {
        chapters.put(title, verbs);
        for (Verb verb : verbs) {
            for (String name : verb.names()) {
                if (byName.put(name, verb) != null) {
                    throw new IllegalStateException("two verbs are called " + name);
                }
            }
        }
    }

    Talk talk() {
        return talk;
    }

    PlaceVerbs places() {
        return places;
    }

    ReadVerbs reading() {
        return reading;
    }

    PeopleVerbs people() {
        return people;
    }

    /// All of them, in the order of help.
    List<Verb> all() {
        return chapters.values().stream().flatMap(List::stream).toList();
    }

    /// The verb of this name, in any case; null if there is none.
    @Nullable Verb named(String name) {
        return byName.get(name.toLowerCase(Locale.ROOT));
    }

    /// Does one order.
    CompletableFuture<Boolean> perform(Line.Order order) {
        if (order.name().equals(Line.CLASSIC_GROUP)) {
            return members.classic(order.rest());
        }
        if (order.name().equals(Line.CLASSIC_FILE)) {
            return files.classic(order.rest());
        }
        Verb verb = named(order.name());
        if (verb == null) {
            return desk.refuse("There is no command /" + order.name() + "." + meant(order.name()));
        }
        boolean wholeText = verb.offers().equals(List.of(Verb.Offer.TEXT));
        return verb.doing().with(wholeText ? order.rest() : order.rest().strip());
    }

    private String meant(String name) {
        List<String> near =
                all().stream()
                        .map(Verb::name)
                        .filter(known -> known.startsWith(name) || name.startsWith(known))
                        .map(known -> "/" + known)
                        .toList();
        return near.isEmpty()
                ? " /help shows all."
                : " Did you mean " + String.join(" or ", near) + "?";
    }

    /// What to show behind a half-typed line: what the verb still wants.
    String hint(String typed) {
        if (!typed.startsWith("/") || typed.length() < 2) {
            return "";
        }
        int space = typed.indexOf(' ');
        Verb verb = named(space < 0 ? typed.substring(1) : typed.substring(1, space));
        if (verb == null) {
            return "";
        }
        String rest = space < 0 ? "" : typed.substring(space).strip();
        String gap = typed.endsWith(" ") ? "" : " ";
        return rest.isEmpty()
                ? (gap + verb.arguments() + "  " + verb.words()).replaceFirst("^( ?) +", "$1 ")
                : "";
    }

    private CompletableFuture<Boolean> help(String name) {
        if (name.isEmpty()) {
            help().forEach(desk.output()::say);
            return desk.done();
        }
        Verb verb = named(name.startsWith("/") ? name.substring(1) : name);
        if (verb == null) {
            return desk.refuse("There is no command /" + name + ". /help shows all.");
        }
        desk.output().say(verb.usage() + "  " + verb.words());
        List<String> also = verb.names().subList(1, verb.names().size());
        return also.isEmpty() ? desk.done() : desk.say("  also /" + String.join(", /", also));
    }

    private List<String> help() {
        List<String> lines = new ArrayList<>();
        chapters.forEach((title, verbs) -> {
            lines.add(title);
            verbs.forEach(verb -> lines.add("  %-22s %s".formatted(verb.usage(), verb.words())));
        });
        return lines;
    }

    /// Shows what one sees first.
    CompletableFuture<Boolean> menu() {
        Tips.MENU.forEach(desk.output()::say);
        return desk.done();
    }

    private CompletableFuture<Boolean> held(BiConsumer<KlatchClient, CommandId> then) {
        return desk.client()
                .held()
                .thenApply(entries -> {
                    entries.forEach(entry -> then.accept(desk.client(), entry.cid()));
                    return true;
                });
    }

    /// Whether plain lines go somewhere else after this one.
    boolean changesPlace(String typed) {
        Verb verb = named(typed);
        return verb != null
                && switch (verb.name()) {
                    case "join", "create", "go", "next" -> true;
                    default -> false;
                };
    }
}
