/// The sockets: [dev.klatch.server.net.Listener] opens the one port,
/// [dev.klatch.server.net.FirstBytes] finds out what each connection speaks,
/// [dev.klatch.server.net.HttpDoor] and [dev.klatch.server.net.LiveConnection] speak it, and
/// [dev.klatch.server.net.Fanout] brings each batch to the event loops. Every connection belongs to
/// one event loop, and each loop alone owns its [dev.klatch.server.net.LoopTable].
@NullMarked
package dev.klatch.server.net;

import org.jspecify.annotations.NullMarked;
