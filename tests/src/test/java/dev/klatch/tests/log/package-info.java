/// What a server writes down: its log and its transcript.
@NullMarked
package dev.klatch.tests.log;

import org.jspecify.annotations.NullMarked;
