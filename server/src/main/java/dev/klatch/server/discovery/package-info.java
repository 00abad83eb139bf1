/// How devices on the local network find this server.
@NullMarked
package dev.klatch.server.discovery;

import org.jspecify.annotations.NullMarked;
