package dev.klatch.tests.history;

import java.util.ArrayList;
import java.util.List;

/// A fault to be put into a correct history, and the promise that it breaks.
enum Plant {
    /// An acknowledged message vanishes from everybody's eyes; its place stays empty.
    LOSS(Invariant.I1_NOTHING_LOST) {
        @Override
        List<Step> in(Planting planting) {
            Entry lost = planting.anyAckedPost();
            return planting.without(seen -> seen.entry().equals(lost));
        }
    },
    /// The newest message of a conversation was acknowledged and is gone, as after a crash.
    LOST_TAIL(Invariant.I1_NOTHING_LOST) {
        @Override
        List<Step> in(Planting planting) {
            Entry lost = planting.lastAckedPost();
            return planting.without(seen ->
                    seen.entry().conversation().equals(lost.conversation())
                            && seen.entry().seq() >= lost.seq());
        }
    },
    /// One live reader saw a message that nobody finds afterwards, acknowledged or not.
    SHOWN_AND_LOST(Invariant.I1_NOTHING_LOST) {
        @Override
        List<Step> in(Planting planting) {
            Entry last = planting.lastOf("lobby");
            Entry ghost = Planting.at(planting.unstored(), last.seq() + 1);
            return planting.afterLive(last, ghost);
        }
    },
    /// One reader's last look lacks one message.
    LOST_FOR_ONE(Invariant.I1_NOTHING_LOST) {
        @Override
        List<Step> in(Planting planting) {
            Step.Seen lost =
                    planting.anySeen(seen ->
                            seen.reader().view().equals("walk")
                                    && seen.entry().isPost()
                                    && seen.entry().conversation().equals("lobby"));
            return planting.without(lost::equals);
        }
    },
    /// A message reads differently from what was sent.
    CHANGED(Invariant.I1_NOTHING_LOST) {
        @Override
        List<Step> in(Planting planting) {
            Entry entry = planting.anyAckedPost();
            Entry changed = Planting.withText(entry, entry.text() + "!");
            return planting.withEntries(seen -> seen.equals(entry) ? changed : seen);
        }
    },
    /// A reader is shown the same event twice.
    SHOWN_TWICE(Invariant.I2_EXACTLY_ONCE) {
        @Override
        List<Step> in(Planting planting) {
            Step.Seen twice = planting.anySeen(seen -> seen.entry().isPost());
            return planting.withAfter(twice, twice);
        }
    },
    /// A message is stored twice: once more at the end of its conversation.
    STORED_TWICE(Invariant.I2_EXACTLY_ONCE) {
        @Override
        List<Step> in(Planting planting) {
            return planting.withAtTheEnd(planting.anyAckedPost());
        }
    },
    /// A message whose outcome was never known is there twice.
    UNKNOWN_TWICE(Invariant.I2_EXACTLY_ONCE) {
        @Override
        List<Step> in(Planting planting) {
            return planting.withAtTheEnd(planting.anyUnknownPost());
        }
    },
    /// Two events are shown in the wrong order.
    SWAP(Invariant.I3_ONE_ORDER) {
        @Override
        List<Step> in(Planting planting) {
            Entry second = planting.anyPostAfterFirst();
            Entry first = planting.before(second);
            return planting.withEntriesOfOne(
                    entry -> entry.equals(first) ? second : entry.equals(second) ? first : entry);
        }
    },
    /// For one reader two messages have changed places.
    SWAPPED_PLACES(Invariant.I3_ONE_ORDER) {
        @Override
        List<Step> in(Planting planting) {
            Entry second = planting.anyPostAfterFirst();
            Entry first = planting.before(second);
            return planting.withEntriesOfOne(entry ->
                    entry.equals(first)
                            ? Planting.at(second, first.seq())
                            : entry.equals(second) ? Planting.at(first, second.seq()) : entry);
        }
    },
    /// A place is left out, for everybody.
    GAP(Invariant.I4_DENSE) {
        @Override
        List<Step> in(Planting planting) {
            Entry from = planting.anyPostAfterFirst();
            return planting.movedUp(from);
        }
    },
    /// What an author sent second stands first.
    AUTHOR_ORDER(Invariant.I5_AUTHOR_ORDER) {
        @Override
        List<Step> in(Planting planting) {
            return planting.withInvocationsSwapped();
        }
    },
    /// Somebody is shown what was said before or after their time in the room.
    LEAK(Invariant.I6_NO_LEAK) {
        @Override
        List<Step> in(Planting planting) {
            Step.Seen seen =
                    planting.anySeen(step -> step.entry().conversation().equals("ana+bob"));
            Step.Seen leak = new Step.Seen(0, new Reader("eve", "eve/0 live 1"), seen.entry());
            return planting.withAfter(seen, leak);
        }
    },
    /// A message that was refused is there all the same.
    REFUSED_AND_PRESENT(Invariant.I7_REFUSED_IS_ABSENT) {
        @Override
        List<Step> in(Planting planting) {
            return planting.withAnswersRefused(planting.anyAckedOnce());
        }
    },
    /// A message is there that nobody sent.
    PHANTOM(Invariant.I7_REFUSED_IS_ABSENT) {
        @Override
        List<Step> in(Planting planting) {
            Entry last = planting.lastOf("lobby");
            return planting.withAtTheEnd(
                    new Entry("lobby", last.seq() + 1, "posted", "ana", "nobody's", "boo"));
        }
    },
    /// One device came to another state than the others of its person.
    OTHER_STATE(Invariant.I8_SAME_STATE) {
        @Override
        List<Step> in(Planting planting) {
            List<Step> steps = new ArrayList<>(planting.steps());
            steps.add(new Step.Hashed(0, new Reader("ana", "ana/9"), "ana", "another hash"));
            return steps;
        }
    };

    private final Invariant breaks;

    Plant(Invariant breaks) {
        this.breaks = breaks;
    }

    Invariant breaks() {
        return breaks;
    }

    abstract List<Step> in(Planting planting);
}
