package dev.klatch.terminal;

import dev.klatch.client.Addressee;
import dev.klatch.client.KlatchClient;
import dev.klatch.client.Reply;
import dev.klatch.client.Writing;
import dev.klatch.protocol.AdministrationFrame;
import dev.klatch.protocol.Answer;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.MessageFrame;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/// What can be done with a message: answer it, change it, erase it, react to it, pin it, pass it
/// on, report it.
final class MessageVerbs {
    private final Desk desk;

    MessageVerbs(Desk desk) {
        this.desk = desk;
    }

    List<Verb> verbs() {
        return List.of(
                Verb.of("reply r", "[NUMBER] TEXT", "answers a message", this::reply),
                Verb.of("thread t", "NUMBER [TEXT]", "shows or continues its thread", this::thread),
                Verb.of("edit e", "[NUMBER] TEXT", "changes a message of yours", this::edit),
                Verb.of("delete del", "[NUMBER]", "erases a message", this::delete),
                Verb.of("versions", "NUMBER", "shows what a message said before", this::versions),
                Verb.of(
                        "react",
                        "[NUMBER] EMOJI",
                        "puts an emoji or a word under a message",
                        rest -> react(rest, Switch.ON)),
                Verb.of(
                        "unreact",
                        "[NUMBER] EMOJI",
                        "takes it away",
                        rest -> react(rest, Switch.OFF)),
                Verb.of("forward fwd", "NUMBER PLACE", "says it there, too", this::forward),
                Verb.of("pin", "[NUMBER]", "pins a message for all", rest -> pin(rest, Switch.ON)),
                Verb.of("unpin", "NUMBER", "takes the pin out", rest -> pin(rest, Switch.OFF)),
                Verb.of("pins", "", "lists what is pinned here", _ -> pins()),
                Verb.of("report", "NUMBER REASON", "tells the moderators of it", this::report));
    }

    private enum Switch {
        ON,
        OFF
    }

    private CompletableFuture<Boolean> about(
            String typed, Target.Whose whose, Function<Target, CompletableFuture<Boolean>> then) {
        Optional<Target> target = Target.read(desk.directory(), typed, whose);
        return target.isPresent()
                ? then.apply(target.get())
                : desk.refuse("Which message? Its number is beside its time: #41.");
    }

    private CompletableFuture<Boolean> command(KlatchClient.Commanding command) {
        return desk.client()
                .command(command)
                .thenCompose(reply -> desk.settle(reply, _ -> desk.done()));
    }

    private CompletableFuture<Boolean> reply(String typed) {
        return about(
                typed,
                Target.Whose.OTHERS,
                target ->
                        target.rest().isBlank()
                                ? desk.usage("/reply NUMBER TEXT")
                                : answer(target, threadOf(target)));
    }

    /// An answer to what stands in a thread stays in it.
    private Optional<Long> threadOf(Target target) {
        return desk.directory()
                .recent()
                .message(target.conversation(), target.seq())
                .flatMap(message -> Optional.ofNullable(message.thread()));
    }

    private CompletableFuture<Boolean> answer(Target target, Optional<Long> thread) {
        Writing answer = Talk.written(target.rest()).replyingTo(target.seq());
        return write(target.conversation(), thread.map(answer::inThread).orElse(answer));
    }

    private CompletableFuture<Boolean> write(ConversationId conversation, Writing words) {
        desk.client().post(Addressee.of(conversation), words);
        return desk.done();
    }

    private CompletableFuture<Boolean> thread(String typed) {
        return about(
                typed,
                Target.Whose.OTHERS,
                target -> {
                    long root = threadOf(target).orElse(target.seq());
                    return target.rest().isBlank()
                            ? showThread(target.conversation(), root)
                            : write(
                                    target.conversation(),
                                    Talk.written(target.rest()).inThread(root));
                });
    }

    private CompletableFuture<Boolean> showThread(ConversationId conversation, long root) {
        return desk.client()
                .history(conversation, root + 1, 1)
                .thenCompose(first -> {
                    show(first);
                    return desk.client()
                            .ask(ref -> new MessageFrame.ReadThread(ref, conversation, root, null));
                })
                .thenCompose(this::shown);
    }

    private CompletableFuture<Boolean> shown(Reply reply) {
        return desk.settle(
                reply,
                answer -> {
                    if (answer instanceof Answer.History page && page.events().isEmpty()) {
                        desk.output().say("There is nothing yet.");
                    }
                    show(reply);
                    return desk.done();
                });
    }

    private void show(Reply reply) {
        if (reply instanceof Reply.Done(Answer.History page)) {
            desk.show(page.events());
        }
    }

    private CompletableFuture<Boolean> edit(String typed) {
        return about(
                typed,
                Target.Whose.MINE,
                target ->
                        target.rest().isBlank()
                                ? desk.usage("/edit NUMBER TEXT")
                                : command((ref, cid, epoch) ->
                                        new MessageFrame.Edit(
                                                ref,
                                                cid,
                                                epoch,
                                                target.conversation(),
                                                target.seq(),
                                                target.rest(),
                                                null)));
    }

    private CompletableFuture<Boolean> delete(String typed) {
        return about(
                typed,
                Target.Whose.MINE,
                target ->
                        command((ref, cid, epoch) ->
                                new MessageFrame.Delete(
                                        ref, cid, epoch, target.conversation(), target.seq())));
    }

    private CompletableFuture<Boolean> versions(String typed) {
        return about(
                typed,
                Target.Whose.OTHERS,
                target ->
                        desk.client()
                                .ask(ref ->
                                        new MessageFrame.ReadVersions(
                                                ref, target.conversation(), target.seq()))
                                .thenCompose(reply -> desk.settle(reply, this::versions)));
    }

    private CompletableFuture<Boolean> versions(Answer answer) {
        if (answer instanceof Answer.Versions all) {
            for (Answer.Version version : all.versions()) {
                desk.output().say("  " + Wording.time(version.time()) + "  " + version.text());
            }
        }
        return desk.done();
    }

    private CompletableFuture<Boolean> react(String typed, Switch on) {
        return about(
                typed,
                Target.Whose.OTHERS,
                target ->
                        target.rest().isBlank()
                                ? desk.usage("/react NUMBER EMOJI")
                                : command((ref, cid, epoch) ->
                                        new MessageFrame.React(
                                                ref,
                                                cid,
                                                epoch,
                                                target.conversation(),
                                                target.seq(),
                                                target.rest(),
                                                on == Switch.ON)));
    }

    private CompletableFuture<Boolean> forward(String typed) {
        return about(
                typed,
                Target.Whose.OTHERS,
                target -> {
                    Optional<ConversationId> to = desk.directory().conversation(target.rest());
                    if (to.isEmpty()) {
                        return desk.refuse(
                                target.rest().isBlank()
                                        ? "Write it as /forward NUMBER PLACE."
                                        : "You are in nothing called " + target.rest() + ".");
                    }
                    return command((ref, cid, epoch) ->
                            new MessageFrame.Forward(
                                    ref,
                                    cid,
                                    epoch,
                                    to.get(),
                                    new MessageFrame.Place(target.conversation(), target.seq())));
                });
    }

    private CompletableFuture<Boolean> pin(String typed, Switch on) {
        return about(
                typed,
                Target.Whose.OTHERS,
                target ->
                        command((ref, cid, epoch) ->
                                new MessageFrame.Pin(
                                        ref,
                                        cid,
                                        epoch,
                                        target.conversation(),
                                        target.seq(),
                                        on == Switch.ON)));
    }

    private CompletableFuture<Boolean> pins() {
        return desk.here(place ->
                desk.client()
                        .ask(ref -> new MessageFrame.ListPins(ref, place))
                        .thenCompose(this::shown));
    }

    private CompletableFuture<Boolean> report(String typed) {
        return about(
                typed,
                Target.Whose.OTHERS,
                target ->
                        target.rest().isBlank()
                                ? desk.usage("/report NUMBER REASON")
                                : desk.settled(
                                        desk.client()
                                                .ask(ref ->
                                                        new AdministrationFrame.Report(
                                                                ref,
                                                                target.conversation(),
                                                                target.seq(),
                                                                target.rest())),
                                        "The moderators know of it now."));
    }
}
