/// The running server: [dev.klatch.server.KlatchServer] is the one place where everything is put
/// together, [dev.klatch.server.ServeCommand] the command that starts it. Nothing imports this
/// package but the launcher and the tests.
@NullMarked
package dev.klatch.server;

import org.jspecify.annotations.NullMarked;
