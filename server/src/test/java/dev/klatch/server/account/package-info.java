/// How often something may be tried at the door. No I/O; one thread.
@NullMarked
package dev.klatch.server.account;

import org.jspecify.annotations.NullMarked;
