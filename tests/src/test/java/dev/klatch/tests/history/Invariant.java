package dev.klatch.tests.history;

/// The promises about a message. The names are those of the contract that they come from.
public enum Invariant {
    /// Every acknowledged command is, unchanged, in what every reader with the right to it has in
    /// the end; and nothing that anybody was shown has vanished.
    I1_NOTHING_LOST,
    /// No command is there twice, neither stored nor shown.
    I2_EXACTLY_ONCE,
    /// Every reader has the same events in the same order.
    I3_ONE_ORDER,
    /// Places are 1, 2, 3 … without holes.
    I4_DENSE,
    /// What one author sent over one connection stays in that order.
    I5_AUTHOR_ORDER,
    /// Nobody reads what they had no right to.
    I6_NO_LEAK,
    /// What was refused is not there, and nothing is there that nobody sent.
    I7_REFUSED_IS_ABSENT,
    /// After quiet all devices are in the same state.
    I8_SAME_STATE
}
