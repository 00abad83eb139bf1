/// A connection of a signed-in person, without its socket: [dev.klatch.server.session.Session]
/// takes frames, keeps the order of answers, and passes commands to the sequencer and questions to
/// the readers. A session belongs to the event loop of its connection.
@NullMarked
package dev.klatch.server.session;

import org.jspecify.annotations.NullMarked;
