/// What files are, what pictures tell beside what they show, and smaller pictures of them.
@NullMarked
package dev.klatch.tests.picture;

import org.jspecify.annotations.NullMarked;
