package dev.klatch.server.picture;

import java.awt.AlphaComposite;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/// Decodes pictures and makes them smaller: the first frame of those that move. In the picture
/// worker only, for a picture can be made to take all the memory and time that there is.
final class Drawing {
    /// As many pixels are decoded at once; of larger pictures only every second of each row and
    /// column.
    private static final long AT_ONCE = 13_000_000;

    private static final float QUALITY = 0.82f;
    private static final int OPAQUE = 0xff;

    /// What was drawn.
    record Drawn(ContentType type, ByteArrayOutputStream bytes) {}

    private Drawing() {}

    /// Draws a picture so that none of its edges is longer than `edge`, and not larger than it is.
    /// Lossless if something shines through it, or if it was lossless and has its own size.
    ///
    /// @throws IOException if it cannot be decoded
    static Drawn draw(Path picture, PictureFacts facts, int edge) throws IOException {
        boolean aside = PictureFacts.isAside(facts.orientation());
        int width = aside ? facts.height() : facts.width();
        int height = aside ? facts.width() : facts.height();
        double part = Math.min(1, (double) edge / Math.max(width, height));
        BufferedImage decoded = decode(picture, facts);
        BufferedImage small = scaled(decoded, size(width * part), size(height * part));
        BufferedImage turned = turned(small, facts.orientation());
        boolean lossless =
                part == 1 && (facts.type() == ContentType.PNG || facts.type() == ContentType.GIF);
        return lossless || shines(turned)
                ? new Drawn(ContentType.PNG, png(turned))
                : new Drawn(ContentType.JPEG, jpeg(turned));
    }

    private static int size(double exactly) {
        return (int) Math.max(1, Math.round(exactly));
    }

    private static BufferedImage decode(Path picture, PictureFacts facts) throws IOException {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByMIMEType(facts.type().mediaType());
        if (!readers.hasNext()) {
            throw new IOException("nothing reads " + facts.type());
        }
        ImageReader reader = readers.next();
        try (ImageInputStream stream = ImageIO.createImageInputStream(picture.toFile())) {
            reader.setInput(stream, true, true);
            long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
            if (pixels > PictureFacts.MOST_PIXELS) {
                throw new IOException("its first frame is larger than its header says");
            }
            long all = Math.max(pixels, (long) facts.width() * facts.height());
            int step = all > AT_ONCE ? 2 : 1;
            ImageReadParam parameters = reader.getDefaultReadParam();
            parameters.setSourceSubsampling(step, step, 0, 0);
            BufferedImage frame = reader.read(0, parameters);
            return facts.type() == ContentType.GIF ? onCanvas(picture, facts, frame, step) : frame;
        } finally {
            reader.dispose();
        }
    }

    /// The first frame of a GIF where it stands, if it is smaller than all of it.
    private static BufferedImage onCanvas(
            Path picture, PictureFacts canvas, BufferedImage frame, int step) throws IOException {
        Headers.Frame place;
        try (Head head = Head.headers(picture)) {
            place = Headers.firstFrameOfGif(head);
        }
        if (place == null
                || place.equals(new Headers.Frame(0, 0, canvas.width(), canvas.height()))) {
            return frame;
        }
        BufferedImage whole =
                new BufferedImage(
                        Math.max(1, canvas.width() / step),
                        Math.max(1, canvas.height() / step),
                        BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = whole.createGraphics();
        graphics.drawImage(frame, place.left() / step, place.top() / step, null);
        graphics.dispose();
        return whole;
    }

    /// Halves the picture until it has its size, so that all pixels of it count.
    private static BufferedImage scaled(BufferedImage picture, int width, int height) {
        BufferedImage current = picture;
        do {
            BufferedImage next =
                    empty(
                            picture,
                            Math.max(width, current.getWidth() / 2),
                            Math.max(height, current.getHeight() / 2));
            AffineTransform smaller =
                    AffineTransform.getScaleInstance(
                            (double) next.getWidth() / current.getWidth(),
                            (double) next.getHeight() / current.getHeight());
            paint(current, next, smaller, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            current = next;
        } while (current.getWidth() > width || current.getHeight() > height);
        return current;
    }

    private static BufferedImage turned(BufferedImage picture, int orientation) {
        int width = picture.getWidth();
        int height = picture.getHeight();
        AffineTransform turn =
                switch (orientation) {
                    case 2 -> new AffineTransform(-1, 0, 0, 1, width, 0);
                    case 3 -> new AffineTransform(-1, 0, 0, -1, width, height);
                    case 4 -> new AffineTransform(1, 0, 0, -1, 0, height);
                    case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
                    case 6 -> new AffineTransform(0, 1, -1, 0, height, 0);
                    case 7 -> new AffineTransform(0, -1, -1, 0, height, width);
                    case 8 -> new AffineTransform(0, -1, 1, 0, 0, width);
                    default -> new AffineTransform();
                };
        if (turn.isIdentity()) {
            return picture;
        }
        boolean aside = PictureFacts.isAside(orientation);
        BufferedImage turned = empty(picture, aside ? height : width, aside ? width : height);
        paint(picture, turned, turn, RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
        return turned;
    }

    private static BufferedImage empty(BufferedImage like, int width, int height) {
        boolean shines = like.getColorModel().hasAlpha();
        return new BufferedImage(
                width,
                height,
                shines ? BufferedImage.TYPE_INT_ARGB_PRE : BufferedImage.TYPE_INT_RGB);
    }

    private static void paint(
            BufferedImage from, BufferedImage to, AffineTransform how, Object interpolation) {
        Graphics2D graphics = to.createGraphics();
        graphics.setComposite(AlphaComposite.Src);
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, interpolation);
        graphics.drawImage(from, how, null);
        graphics.dispose();
    }

    private static boolean shines(BufferedImage picture) {
        if (!picture.getColorModel().hasAlpha()) {
            return false;
        }
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                if (picture.getRGB(x, y) >>> 24 != OPAQUE) {
                    return true;
                }
            }
        }
        return false;
    }

    private static ByteArrayOutputStream png(BufferedImage picture) throws IOException {
        boolean shines = picture.getColorModel().hasAlpha();
        int type = shines ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB;
        return written("png", inColours(picture, type));
    }

    private static ByteArrayOutputStream jpeg(BufferedImage picture) throws IOException {
        return written("jpeg", inColours(picture, BufferedImage.TYPE_INT_RGB));
    }

    private static BufferedImage inColours(BufferedImage picture, int type) {
        if (picture.getType() == type) {
            return picture;
        }
        BufferedImage same = new BufferedImage(picture.getWidth(), picture.getHeight(), type);
        paint(
                picture,
                same,
                new AffineTransform(),
                RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
        return same;
    }

    private static ByteArrayOutputStream written(String format, BufferedImage picture)
            throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
        try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            if (format.equals("jpeg")) {
                parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                parameters.setCompressionQuality(QUALITY);
            }
            writer.setOutput(stream);
            writer.write(null, new IIOImage(picture, null, null), parameters);
        } finally {
            writer.dispose();
        }
        return bytes;
    }
}
