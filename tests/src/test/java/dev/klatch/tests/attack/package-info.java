/// Attacks on a real server, by their numbers: what somebody may try who wants in without a right
/// to it, or more than they may. Each test says what is withstood; `docs/attacks.md` lists them.
@NullMarked
package dev.klatch.tests.attack;

import org.jspecify.annotations.NullMarked;
