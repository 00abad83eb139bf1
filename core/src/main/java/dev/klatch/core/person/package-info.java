/// People's names and how they are compared ([dev.klatch.core.person.NameRules]), and the guests
/// who hold one for a visit ([dev.klatch.core.person.GuestGrace]). The rules are safe to use from
/// any thread; the rest belongs to the sequencer's.
@NullMarked
package dev.klatch.core.person;

import org.jspecify.annotations.NullMarked;
