package dev.klatch.server.picture;

import java.io.IOException;
import java.nio.file.Path;

/// What a picture tells beside what it shows: where, when and with what it was taken, by whom, what
/// somebody wrote about it, and bytes behind its end that no viewer shows. The picture itself is
/// not touched: its bytes are copied as they are, with what its colours need and with the way it is
/// to be turned. A film only loses where it was taken.
public final class Traces {
    /// What was done.
    public enum Removal {
        /// There is nothing to be removed, so there is no new file: keep the one that is there.
        NONE,
        /// The new file has none of it.
        REMOVED,
        /// The file is made of more pieces than any picture: there is no new file. It may be kept
        /// as it is or refused.
        UNREADABLE
    }

    private Traces() {}

    /// Writes JPEG, PNG, WebP, MP4 and QuickTime without traces into the file `to`, durably and for
    /// the owner alone; all other files have none. Takes the time to read the file once and to copy
    /// it, and no more memory for a large one. Where a picture is damaged, what follows is kept as
    /// it is.
    ///
    /// @throws IOException if a file cannot be read or written; then there is no file `to`
    public static Removal remove(Path from, Path to) throws IOException {
        ContentType type = ContentType.of(from);
        PictureFacts facts = PictureFacts.of(from);
        int orientation = facts == null ? Exif.UPRIGHT : facts.orientation();
        try (Head head = Head.whole(from)) {
            Cuts cuts =
                    switch (type) {
                        case JPEG -> JpegTraces.cuts(head, orientation);
                        case PNG -> PngTraces.cuts(head, orientation);
                        case WEBP -> WebpTraces.cuts(head, orientation);
                        case MP4, MP4_SOUND, QUICKTIME -> FilmTraces.cuts(head);
                        default -> null;
                    };
            if (cuts == null) {
                return Removal.NONE;
            }
            if (cuts.areTooMany()) {
                return Removal.UNREADABLE;
            }
            if (cuts.keepAll(head.size())) {
                return Removal.NONE;
            }
            cuts.write(head.channel(), to);
            return Removal.REMOVED;
        }
    }
}
