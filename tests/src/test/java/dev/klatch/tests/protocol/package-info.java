/// The protocol against its own description: the vectors in `docs/protocol`, the tables of
/// `docs/protocol.md`, and the scripted conversations, which are played against a real server
/// ([dev.klatch.tests.protocol.Vectors] reads all of them). One thread.
@NullMarked
package dev.klatch.tests.protocol;

import org.jspecify.annotations.NullMarked;
