package dev.klatch.server;

import dev.klatch.server.file.Pictures;
import dev.klatch.server.picture.ContentType;
import dev.klatch.server.picture.Outcome;
import dev.klatch.server.picture.PictureFacts;
import dev.klatch.server.picture.Previews;
import dev.klatch.server.picture.Traces;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/// What the package of pictures tells of files, and the process that makes previews.
final class FilePictures implements Pictures, AutoCloseable {
    private final Previews previews = new Previews();

    @Override
    public Look look(Path file) throws IOException {
        PictureFacts facts = PictureFacts.of(file);
        if (facts == null) {
            return new Look(ContentType.of(file).mediaType(), null, null, false);
        }
        return new Look(
                facts.type().mediaType(),
                (long) facts.width(),
                (long) facts.height(),
                facts.previewable());
    }

    @Override
    public boolean strip(Path file, Path fresh) throws IOException {
        return Traces.remove(file, fresh) == Traces.Removal.REMOVED;
    }

    @Override
    public CompletableFuture<Preview> preview(Path file, int edge, Path fresh) {
        return previews.make(file, edge, fresh).thenApply(FilePictures::preview);
    }

    private static Preview preview(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Made(_) -> Preview.MADE;
            case Outcome.None(var reason) -> reason.lasting() ? Preview.NONE : Preview.LATER;
        };
    }

    @Override
    public void close() {
        previews.close();
    }
}
