/// The rules of chat: who may do what, and what follows. [dev.klatch.core.Sequencer] takes a batch
/// of requests, lets [dev.klatch.core.Chat] decide them against the state of now, has the journal
/// make the changes durable and then hands the outcomes to [dev.klatch.core.Delivery]. No sockets,
/// files, SQL, threads or clocks of its own: all of it runs on the one thread that calls the
/// sequencer, so it can be run under a simulated world as well.
@NullMarked
package dev.klatch.core;

import org.jspecify.annotations.NullMarked;
