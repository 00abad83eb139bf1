/// The load driver: real WebSockets from a process of its own against a running server. [Main]
/// starts one of three commands: [FanoutCommand] measures delivery, [IdleCommand] what a quiet
/// connection costs, [StartCommand] how fast a server is there.
///
/// Everything that happens on the wire happens on one event loop ([Crowd]), so that the driver
/// takes little of a small machine and needs no locks; commands talk to it by tasks.
@NullMarked
package dev.klatch.bench;

import org.jspecify.annotations.NullMarked;
