/// Tests of the whole: house rules, real servers with real clients, faults.
@NullMarked
package dev.klatch.tests;

import org.jspecify.annotations.NullMarked;
