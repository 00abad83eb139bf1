/// Tests of files against a whole server: uploads by tus, downloads, and what comes between.
@NullMarked
package dev.klatch.tests.file;

import org.jspecify.annotations.NullMarked;
