/// What the server answers over HTTP: a small table of routes ([dev.klatch.server.http.Routes]),
/// each of which declares who may use it. Runs on the event loops; nothing here blocks.
@NullMarked
package dev.klatch.server.http;

import org.jspecify.annotations.NullMarked;
