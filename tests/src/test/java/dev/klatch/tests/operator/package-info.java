/// The operator of a real server, at a desk that a test reads and types at.
@NullMarked
package dev.klatch.tests.operator;

import org.jspecify.annotations.NullMarked;
