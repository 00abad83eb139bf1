package dev.klatch.tests.faults;

import dev.klatch.protocol.ClientFrame;
import dev.klatch.protocol.CommandId;
import dev.klatch.protocol.ConversationFrame;
import dev.klatch.protocol.ConversationId;
import dev.klatch.protocol.FrameCodec;
import dev.klatch.protocol.MessageFrame;
import dev.klatch.protocol.PersonId;
import dev.klatch.protocol.PresenceFrame;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;

/// Takes a correct client frame and damages it a little. The same seed gives the same frames.
final class FrameMutator {
    private static final List<String> ODD =
            List.of(
                    "null",
                    "true",
                    "-1",
                    "0",
                    "1.5",
                    "1e999",
                    "NaN",
                    "9007199254740993",
                    "99999999999999999999999999999999999999",
                    "\"\"",
                    "\"\\u0000\"",
                    "\"\\ud800\"",
                    "\ud800",
                    "\u0000",
                    "{",
                    "}",
                    "[",
                    "]",
                    "{}",
                    "[[[[[[[[[[[[",
                    ",",
                    ":",
                    "\"",
                    "\\",
                    "\"kind\":\"post\",",
                    "\"ref\":1,",
                    "\"extra\":1,",
                    "\"__proto__\":{},",
                    "/*",
                    "\uFEFF",
                    "\u202E",
                    "\ud83d\ude00",
                    "p1",
                    "c1");

    private final SplittableRandom random;
    private final List<String> samples;

    FrameMutator(long seed, List<String> samples) {
        this.random = new SplittableRandom(seed);
        this.samples = samples;
    }

    /// A correct frame of each kind.
    static List<String> oneOfEach() {
        CommandId cid = CommandId.fresh(1_700_000_000_000L, new SplittableRandom(1));
        ConversationId room = new ConversationId(35_184_372_088_832L);
        PersonId bob = new PersonId(7);
        List<ClientFrame> frames =
                List.of(
                        new MessageFrame.Post(1, cid, "epoch", room, "hello, \"bob\" \ud83d\ude00"),
                        new MessageFrame.ReadHistory(2, room, 50L, null, 20L),
                        new MessageFrame.ReadHistory(3, room, null, 0L, null),
                        new MessageFrame.Resume(
                                4,
                                "epoch",
                                List.of(
                                        new MessageFrame.Cursor(room, 5, 1_700_000_000_000L),
                                        new MessageFrame.Cursor(room, 0, null))),
                        new ConversationFrame.CreateRoom(5, cid, "epoch", "staff"),
                        new ConversationFrame.Join(6, cid, "epoch", room),
                        new ConversationFrame.Leave(7, cid, "epoch", room),
                        new ConversationFrame.OpenDirect(8, cid, "epoch", null, "bob"),
                        new ConversationFrame.OpenDirect(9, cid, "epoch", bob, null),
                        new ConversationFrame.ListConversations(10, "after"),
                        new ConversationFrame.ListRooms(11, null),
                        new PresenceFrame.ListPeople(12, null),
                        new PresenceFrame.Typing(13, room),
                        new PresenceFrame.Beat(14));
        return frames.stream()
                .map(frame -> new String(FrameCodec.encode(frame), StandardCharsets.UTF_8))
                .toList();
    }

    /// The next damaged frame.
    String next() {
        StringBuilder frame = new StringBuilder(any(samples));
        int damages = 1 + random.nextInt(3);
        for (int i = 0; i < damages; i++) {
            damage(frame);
        }
        return frame.toString();
    }

    private void damage(StringBuilder frame) {
        int at = random.nextInt(frame.length() + 1);
        int end = Math.min(frame.length(), at + 1 + random.nextInt(12));
        switch (random.nextInt(9)) {
            case 0 -> frame.delete(at, end);
            case 1 -> frame.insert(at, any(ODD));
            case 2 -> frame.replace(at, end, any(ODD));
            case 3 -> frame.insert(at, frame.substring(at, end));
            case 4 -> frame.setLength(at);
            case 5 -> frame.append(any(ODD));
            case 6 -> frame.replace(at, end, Integer.toString(random.nextInt()));
            case 7 -> replaceValue(frame);
            default -> {
                String other = any(samples);
                frame.setLength(at);
                frame.append(other, Math.min(at, other.length()), other.length());
            }
        }
        if (frame.isEmpty()) {
            frame.append(' ');
        }
    }

    /// Puts something odd in the place of a whole value, so that the frame stays well-formed.
    private void replaceValue(StringBuilder frame) {
        int colon = frame.indexOf("\":", random.nextInt(frame.length()));
        if (colon < 0) {
            return;
        }
        int begin = colon + 2;
        int end = begin;
        while (end < frame.length() && ",}]".indexOf(frame.charAt(end)) < 0) {
            end++;
        }
        frame.replace(begin, end, any(ODD));
    }

    private String any(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }
}
