/// A client without a face: it connects, resumes, keeps a durable outbox and timelines.
@NullMarked
package dev.klatch.client;

import org.jspecify.annotations.NullMarked;
