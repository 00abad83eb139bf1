/// What the operator can ask the running server for. [dev.klatch.server.operator.Verb] is the table
/// of it, [dev.klatch.server.operator.Operator] does it, and an operator sits at a
/// [dev.klatch.server.operator.Desk]: the server's standard input, or the other end of the socket
/// in the data folder ([dev.klatch.server.operator.OperatorSocket]), which is for the owner of the
/// process alone.
///
/// Threads: each desk has its own, which waits for the sequencer's and the readers' answers.
@NullMarked
package dev.klatch.server.operator;

import org.jspecify.annotations.NullMarked;
