/// The edges of the network, with what stays inside of their package.
@NullMarked
package dev.klatch.server.net;

import org.jspecify.annotations.NullMarked;
