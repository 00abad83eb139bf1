/// Calls over real sockets ([dev.klatch.tests.call.CallsSystemTest]): how each of them ends, on all
/// devices of all who are concerned, and for nobody else. One thread for each test.
@NullMarked
package dev.klatch.tests.call;

import org.jspecify.annotations.NullMarked;
