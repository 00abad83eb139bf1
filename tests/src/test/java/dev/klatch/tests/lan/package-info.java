/// A server and a phone on a network of their own, with real addresses: what a person meets who
/// opens the link that somebody read aloud.
@NullMarked
package dev.klatch.tests.lan;

import org.jspecify.annotations.NullMarked;
