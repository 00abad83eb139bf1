/// Tests of the store's parts that need no file.
@NullMarked
package dev.klatch.server.store;

import org.jspecify.annotations.NullMarked;
