/// Encryption as clients meet it: real servers, the TLS of the JDK on the other side.
@NullMarked
package dev.klatch.tests.tls;

import org.jspecify.annotations.NullMarked;
