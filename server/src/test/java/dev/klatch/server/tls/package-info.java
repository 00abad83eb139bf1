/// Certificates, with what stays inside of their package.
@NullMarked
package dev.klatch.server.tls;

import org.jspecify.annotations.NullMarked;
