/// What can be set about a server, where each value comes from, and what is printed about it.
/// [dev.klatch.server.setting.Declared] has all declarations,
/// [dev.klatch.server.setting.SettingSources] reads them, [dev.klatch.server.setting.Settings]
/// holds the values. Everything here is immutable and may be used from any thread.
@NullMarked
package dev.klatch.server.setting;

import org.jspecify.annotations.NullMarked;
