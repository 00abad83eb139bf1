/// The launcher script and the package, run as a person would run them.
///
/// [Script] starts a script with a PATH and an environment of its own. One process at a time, no
/// threads but those that read its output.
@NullMarked
package dev.klatch.tests.launcher;

import org.jspecify.annotations.NullMarked;
