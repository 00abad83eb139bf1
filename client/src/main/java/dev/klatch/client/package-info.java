/// A client without a face: it signs in, connects, resumes, keeps a durable outbox and timelines.
/// Terminal, desktop, bots and load drivers put a face on it.
///
/// The main type is [KlatchClient]. Threads: each client has one thread of its own (its [Loop]);
/// everything that it knows is touched there only, and every [ClientEvent] is handed out there, one
/// after the other. The methods of [KlatchClient] may be called from any thread. Sockets and HTTP
/// run on threads of the JDK's `HttpClient`, which hand what they hear to the loop.
@NullMarked
package dev.klatch.client;

import org.jspecify.annotations.NullMarked;
