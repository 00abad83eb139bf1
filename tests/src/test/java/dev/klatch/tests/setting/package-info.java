/// Settings: where values come from, what is refused, what is printed, and that the limits hold.
@NullMarked
package dev.klatch.tests.setting;

import org.jspecify.annotations.NullMarked;
