/// Coming in and going out: [dev.klatch.server.account.Doorkeeper] is the one authentication
/// service for every kind of client. Safe to use from any thread; nothing in it blocks the caller.
@NullMarked
package dev.klatch.server.account;

import org.jspecify.annotations.NullMarked;
