package dev.klatch.server.console;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.util.Map;

/// A QR code (ISO/IEC 18004) as text: two modules above each other in one character, dark on light
/// whatever the terminal's colours are.
final class QrCode {
    private static final String BLACK_ON_WHITE = "\u001b[30;107m";
    private static final String USUAL = "\u001b[0m";

    private QrCode() {}

    /// The lines of the code for this text, or none if it is too long for one.
    static String of(String text) {
        BitMatrix modules;
        try {
            modules =
                    new QRCodeWriter()
                            .encode(
                                    text,
                                    BarcodeFormat.QR_CODE,
                                    0,
                                    0,
                                    Map.of(
                                            EncodeHintType.MARGIN,
                                            2,
                                            EncodeHintType.ERROR_CORRECTION,
                                            ErrorCorrectionLevel.L));
        } catch (WriterException tooLong) {
            return "";
        }
        StringBuilder lines = new StringBuilder();
        for (int y = 0; y < modules.getHeight(); y += 2) {
            lines.append("  ").append(BLACK_ON_WHITE);
            for (int x = 0; x < modules.getWidth(); x++) {
                boolean upper = modules.get(x, y);
                boolean lower = y + 1 < modules.getHeight() && modules.get(x, y + 1);
                lines.append(upper ? (lower ? '█' : '▀') : (lower ? '▄' : ' '));
            }
            lines.append(USUAL).append('\n');
        }
        return lines.toString();
    }
}
