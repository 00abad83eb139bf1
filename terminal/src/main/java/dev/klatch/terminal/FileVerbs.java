package dev.klatch.terminal;

import dev.klatch.client.Download;
import dev.klatch.client.Downloads;
import dev.klatch.client.Parcel;
import dev.klatch.client.Parcels;
import dev.klatch.client.Reply;
import dev.klatch.client.Writing;
import dev.klatch.protocol.Answer;
import dev.klatch.protocol.Attachment;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.Event;
import dev.klatch.protocol.FileSort;
import dev.klatch.protocol.MessageFrame;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Sending files, listing those of a conversation, saving them, and thinking better of it.
final class FileVerbs {
    private static final Pattern SAVE =
            Pattern.compile("(?:(?<number>[1-9][0-9]{0,2})|#(?<seq>[1-9][0-9]{0,14}))?(?<rest>.*)");
    private static final int NAME = 28;

    private final Desk desk;
    private List<Answer.FileLine> listed = List.of();
    private @Nullable ConversationId where;
    private @Nullable Long older;

    FileVerbs(Desk desk) {
        this.desk = desk;
    }

    List<Verb> verbs() {
        return List.of(
                Verb.of(
                                "send file",
                                "FILE [FILE …] [-- TEXT]",
                                "sends files to where you are, with a text if you like",
                                this::send)
                        .offering(Verb.Offer.PATHS),
                Verb.of(
                                "files",
                                "[KIND|older]",
                                "lists the files of this place; also: picture, video, sound,"
                                        + " document",
                                this::files)
                        .offering(Verb.Offer.KIND),
                Verb.of(
                                "save",
                                "[NUMBER|#MESSAGE] [FOLDER]",
                                "saves a file of that list or message, else the newest",
                                this::save)
                        .offering(Verb.Offer.FOLDER),
                Verb.of(
                        "cancel",
                        "[NUMBER]",
                        "stops a file on its way; without a number the only one",
                        this::cancel));
    }

    /// `!FILE path`: the rest of the line is the path, whatever is in it.
    CompletableFuture<Boolean> classic(String path) {
        return path.isEmpty() ? desk.usage("!FILE PATH") : send(List.of(path), "");
    }

    private CompletableFuture<Boolean> send(String typed) {
        PathWords.Typed read = PathWords.read(typed);
        return read.paths().isEmpty()
                ? desk.usage("/send FILE [FILE …] [-- TEXT]")
                : send(read.paths(), read.caption());
    }

    private CompletableFuture<Boolean> send(List<String> typed, String caption) {
        List<Path> files = new ArrayList<>();
        for (String path : typed) {
            Optional<Path> found = PathWords.find(path);
            if (found.isEmpty()) {
                return desk.refuse("There is no file " + path + ".");
            }
            files.add(found.get());
        }
        Writing words = Talk.written(caption);
        return desk.here(place ->
                desk.client()
                        .send(place, files, words)
                        .thenCompose(asked ->
                                switch (asked) {
                                    case Parcels.Asked.Begun _ -> desk.done();
                                    case Parcels.Asked.Refused(String why, _) -> desk.refuse(why);
                                }));
    }

    private CompletableFuture<Boolean> files(String typed) {
        String wanted = typed.toLowerCase(Locale.ROOT);
        if (wanted.equals("older")) {
            Long before = older;
            return before == null
                    ? desk.say("There are no older ones.")
                    : list(null, before, this::show);
        }
        FileSort sort = null;
        for (FileSort each : FileSort.values()) {
            boolean named = wanted.equals(each.text()) || wanted.equals(each.text() + "s");
            sort = named && each != FileSort.OTHER ? each : sort;
        }
        return sort == null && !wanted.isEmpty()
                ? desk.usage("/files, /files picture, video, sound, document, or /files older")
                : list(sort, null, this::show);
    }

    private CompletableFuture<Boolean> list(
            @Nullable FileSort sort,
            @Nullable Long before,
            Function<Answer.Files, CompletableFuture<Boolean>> then) {
        return desk.here(place ->
                desk.client()
                        .ask(ref -> new MessageFrame.ListFiles(ref, place, sort, before))
                        .thenCompose(reply ->
                                desk.settle(
                                        reply,
                                        answer ->
                                                answer instanceof Answer.Files page
                                                        ? then.apply(keep(page))
                                                        : desk.done())));
    }

    private synchronized Answer.Files keep(Answer.Files page) {
        listed = page.files();
        where = page.conversation();
        older = page.more() ? page.files().getLast().seq() : null;
        return page;
    }

    private CompletableFuture<Boolean> show(Answer.Files page) {
        if (page.files().isEmpty()) {
            return desk.say("There are none here. /send FILE sends one.");
        }
        int widest =
                page.files().stream()
                        .mapToInt(line -> shortName(line.attachment()).length())
                        .max()
                        .orElse(0);
        for (int i = 0; i < page.files().size(); i++) {
            Answer.FileLine line = page.files().get(i);
            String name = shortName(line.attachment());
            String space = " ".repeat(widest - name.length());
            desk.output().listed("%3d  %s%s".formatted(i + 1, name, space), about(line));
        }
        return desk.say(
                "/save 1 saves the first." + (page.more() ? " /files older has more." : ""));
    }

    private static String shortName(Attachment attachment) {
        return Prose.beginning(attachment.name(), NAME);
    }

    private static String about(Answer.FileLine line) {
        Attachment file = line.attachment();
        return "%10s  %s, %s, %s #%d"
                .formatted(
                        Wording.size(file.size()),
                        Wording.content(file),
                        line.name(),
                        Wording.time(line.time()),
                        line.seq());
    }

    private CompletableFuture<Boolean> save(String typed) {
        Matcher read = SAVE.matcher(typed);
        if (!read.matches() || !(read.group("rest").isEmpty() || beginsWithSpace(read))) {
            return desk.usage("/save [NUMBER|#MESSAGE] [FOLDER]");
        }
        String folder = read.group("rest").strip();
        Optional<Path> found =
                folder.isEmpty() ? Optional.of(usualFolder()) : PathWords.find(unquoted(folder));
        if (found.isEmpty()) {
            return desk.refuse("There is no folder " + folder + ".");
        }
        Path into = found.get();
        if (read.group("seq") != null) {
            return ofMessage(Long.parseLong(read.group("seq")), into);
        }
        String number = read.group("number");
        int index = number == null ? 1 : Integer.parseInt(number);
        return number != null && isListed()
                ? numbered(index, into)
                : list(null, null, _ -> numbered(index, into));
    }

    private static boolean beginsWithSpace(Matcher read) {
        boolean first = read.group("number") == null && read.group("seq") == null;
        return first || read.group("rest").startsWith(" ");
    }

    private static String unquoted(String folder) {
        return PathWords.find(folder).filter(Files::exists).isPresent()
                ? folder
                : String.join(" ", PathWords.read(folder).paths());
    }

    /// Where things are saved if nobody says where.
    private static Path usualFolder() {
        Path downloads = Path.of(System.getProperty("user.home"), "Downloads");
        return Files.isDirectory(downloads) ? downloads : Path.of("").toAbsolutePath();
    }

    private synchronized boolean isListed() {
        return where != null && where.equals(desk.directory().placeId());
    }

    private CompletableFuture<Boolean> numbered(int number, Path folder) {
        Attachment file;
        synchronized (this) {
            if (number > listed.size()) {
                return desk.refuse(
                        listed.isEmpty()
                                ? "There are no files here."
                                : "There is no file " + number + " in the list. /files shows it.");
            }
            file = listed.get(number - 1).attachment();
        }
        return save(file, folder);
    }

    private CompletableFuture<Boolean> ofMessage(long seq, Path folder) {
        return desk.here(place ->
                desk.client().history(place, seq + 1, 1).thenCompose(reply -> all(reply, folder)));
    }

    private CompletableFuture<Boolean> all(Reply reply, Path folder) {
        return desk.settle(
                reply,
                answer -> {
                    List<Attachment> files = new ArrayList<>();
                    if (answer instanceof Answer.History page
                            && !page.events().isEmpty()
                            && page.events().getLast() instanceof Event.Posted posted
                            && posted.files() != null) {
                        files.addAll(posted.files());
                    }
                    if (files.isEmpty()) {
                        return desk.refuse("This message shows no files.");
                    }
                    CompletableFuture<Boolean> done = desk.done();
                    for (Attachment file : files) {
                        done = done.thenCombine(save(file, folder), Boolean::logicalAnd);
                    }
                    return done;
                });
    }

    private CompletableFuture<Boolean> save(Attachment file, Path folder) {
        return desk.client()
                .downloads()
                .save(file, folder)
                .thenCompose(asked ->
                        switch (asked) {
                            case Downloads.Asked.Begun _ -> desk.done();
                            case Downloads.Asked.Refused(String why) -> desk.refuse(why);
                        });
    }

    private CompletableFuture<Boolean> cancel(String typed) {
        List<Parcel> parcels = desk.client().parcels().underWay();
        List<Download> downloads = desk.client().downloads().underWay();
        int all = parcels.size() + downloads.size();
        if (all == 0) {
            return desk.say("Nothing is on its way.");
        }
        int number = typed.matches("[1-9][0-9]?") ? Integer.parseInt(typed) : 0;
        if (number == 0 && typed.isEmpty() && all == 1) {
            number = 1;
        }
        if (number < 1 || number > all) {
            for (int i = 0; i < parcels.size(); i++) {
                Parcel parcel = parcels.get(i);
                listed(i + 1, "↑ " + Wording.names(parcel), parcel.size());
            }
            for (int i = 0; i < downloads.size(); i++) {
                Download download = downloads.get(i);
                listed(parcels.size() + i + 1, "↓ " + download.name(), download.size());
            }
            return desk.usage("/cancel NUMBER");
        }
        boolean stopped =
                number <= parcels.size()
                        ? desk.client().parcels().cancel(parcels.get(number - 1).cid())
                        : desk.client()
                                .downloads()
                                .cancel(downloads.get(number - parcels.size() - 1));
        return stopped ? desk.done() : desk.say("It has arrived already.");
    }

    private void listed(int number, String what, long size) {
        desk.output().listed("%3d  %s".formatted(number, what), Wording.size(size));
    }
}
