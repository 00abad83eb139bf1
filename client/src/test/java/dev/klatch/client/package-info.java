/// Tests of the client without a network: time and server are played by the test itself.
@NullMarked
package dev.klatch.client;

import org.jspecify.annotations.NullMarked;
