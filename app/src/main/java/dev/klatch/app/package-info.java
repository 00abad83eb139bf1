/// The main class of the runnable jar: it hands each command to the module that owns it.
///
/// Runs on the main thread and loads no class of a command that was not asked for.
@NullMarked
package dev.klatch.app;

import org.jspecify.annotations.NullMarked;
