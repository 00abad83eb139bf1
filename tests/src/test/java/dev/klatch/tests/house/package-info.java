/// The house rules as tests: what the sources may look like and who may know whom.
///
/// Each rule is proven by a planted fault: a gate that was never seen to fail is no gate. No
/// threads.
@NullMarked
package dev.klatch.tests.house;

import org.jspecify.annotations.NullMarked;
