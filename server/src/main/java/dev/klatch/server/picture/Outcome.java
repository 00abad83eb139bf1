package dev.klatch.server.picture;

/// What became of a wish for a preview.
public sealed interface Outcome {
    /// There is a file now, a [ContentType#JPEG] or a [ContentType#PNG].
    record Made(ContentType type) implements Outcome {}

    /// There is none.
    record None(Reason reason) implements Outcome {}

    /// Why there is no preview.
    enum Reason {
        /// It is no picture of the kinds that are decoded, or too large a one, by its header.
        NOT_PREVIEWABLE(true),
        /// What it holds cannot be decoded.
        BROKEN(true),
        /// To decode it takes more memory than there is for that.
        TOO_LARGE(true),
        /// To decode it takes more time than there is for that.
        TOO_SLOW(true),
        /// The picture worker could not be started or ended, or the disk failed.
        FAILED(false),
        /// Too many wait.
        BUSY(false),
        /// The server stops.
        CLOSED(false);

        private final boolean lasting;

        Reason(boolean lasting) {
            this.lasting = lasting;
        }

        /// Whether it is no use to ask again for a preview of the same bytes.
        public boolean lasting() {
            return lasting;
        }
    }
}
