/// Encryption: [dev.klatch.server.tls.Authority] is what devices trust, made once;
/// [dev.klatch.server.tls.Leaf] is what the server shows, made anew when it must be;
/// [dev.klatch.server.tls.Certificates] holds what new connections get, from there or from files of
/// the operator.
@NullMarked
package dev.klatch.server.tls;

import org.jspecify.annotations.NullMarked;
