/// Places where a test lets the server die or stumble ([dev.klatch.server.fault.CrashPoint]), so
/// that "at any instant" in the delivery contract is tested and not hoped for. Without the system
/// property `klatch.crash` they do nothing. Safe to use from any thread.
@NullMarked
package dev.klatch.server.fault;

import org.jspecify.annotations.NullMarked;
