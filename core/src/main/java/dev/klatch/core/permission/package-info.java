/// Who may do what: [dev.klatch.core.permission.Verb] and [dev.klatch.core.permission.ServerVerb]
/// are the tables, [dev.klatch.core.permission.Permissions] looks things up in them. No state; safe
/// to use from any thread.
@NullMarked
package dev.klatch.core.permission;

import org.jspecify.annotations.NullMarked;
