package dev.klatch.tests.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.klatch.server.picture.ContentType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What a file is by its bytes.
final class ContentTypeStoreTest {
    @TempDir Path folder;

    private static Arguments of(String type, byte[] bytes) {
        return arguments(type, bytes);
    }

    private static Arguments of(String type, String letters) {
        return arguments(type, Bytes.latin(letters));
    }

    static Stream<Arguments> files() throws IOException {
        return Stream.of(
                of("image/png", Pictures.png(3, 2)),
                of("image/jpeg", Pictures.jpeg(3, 2)),
                of("image/gif", Pictures.gif(3, 2)),
                of("image/webp", Pictures.WEBP),
                of("image/webp", Pictures.WEBP_LOSSLESS),
                of("image/avif", boxes("avif", "mif1miaf")),
                of("image/avif", boxes("mif1", "miafavif")),
                of("application/octet-stream", boxes("heic", "mif1heic")),
                of("video/mp4", boxes("isom", "iso2mp41")),
                of("video/mp4", new Bytes().put(boxes("isom", "")).put(moov("vide", "soun")).all()),
                of("audio/mp4", new Bytes().put(boxes("iso5", "")).put(moov("soun", "soun")).all()),
                of("audio/mp4", boxes("M4A ", "isom")),
                of("video/quicktime", boxes("qt  ", "")),
                of("video/webm", webm("webm", 1, 2)),
                of("audio/webm", webm("webm", 2, 2)),
                of("video/webm", webm("webm", 2, 17)),
                of("application/octet-stream", webm("matroska", 1, 2)),
                of("audio/mpeg", "ID3\4\0\0\0\0\0\u007f"),
                of("audio/mpeg", framesOfMp3(2)),
                of("application/octet-stream", framesOfMp3(1)),
                of("audio/ogg", "OggS" + "\0".repeat(22) + "\1\u0013OpusHead\1"),
                of("audio/ogg", "OggS" + "\0".repeat(22) + "\1\u001e\1vorbis"),
                of("application/octet-stream", "OggS" + "\0".repeat(22) + "\1*\u0080theora"),
                of("audio/wav", "RIFF$\0\0\0WAVEfmt "),
                of("audio/flac", "fLaC\0\0\0\42"),
                of("application/pdf", "%PDF-1.7\n%\u00e2\u00e3"),
                of("application/zip", "PK\3\4\u0014\0"),
                of("application/zip", "PK\5\6" + "\0".repeat(18)),
                of("text/plain", "Good morning, bob.\r\n\tana"),
                of("text/plain", "Grüße, 你好, 😀".getBytes(StandardCharsets.UTF_8)),
                of("text/plain", ""),
                of("application/octet-stream", "gr\u00fc\u00dfe in Latin-1"),
                of("application/octet-stream", "\u0000\u0001\u0002"),
                of("application/octet-stream", "a bell \u0007 in the text"),
                of("application/octet-stream", "\u007fELF\2\1\1"));
    }

    private static byte[] boxes(String brand, String others) {
        return new Bytes()
                .number(16L + others.length(), 4)
                .put("ftyp" + brand + "\0\0\0\0")
                .put(others)
                .all();
    }

    private static byte[] moov(String... kinds) {
        Bytes inside = new Bytes();
        for (String kind : kinds) {
            inside.number(20, 4).put("hdlr\0\0\0\0\0\0\0\0" + kind);
        }
        byte[] all = inside.all();
        return new Bytes().number(8L + all.length, 4).put("moov").put(all).all();
    }

    /// With two tracks of these types: 1 is video, 2 sound, 17 subtitles.
    private static byte[] webm(String kind, int one, int other) {
        Bytes tracks = new Bytes();
        for (int type : new int[] {one, other}) {
            tracks.put("\u00ae\u0086\u00d7\u0081\1\u0083\u0081").number(type, 1);
        }
        return new Bytes()
                .number(0x1a45dfa3L, 4)
                .number(0x80 | 3 + kind.length(), 1)
                .put("B\u0082")
                .number(0x80 | kind.length(), 1)
                .put(kind)
                .put("\u0018S\u0080g\1\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff")
                .put("\u0015I\u00a9f\u0084\0\0\0\0")
                .put("\u0016T\u00aek\u0090")
                .put(tracks.all())
                .all();
    }

    private static byte[] framesOfMp3(int count) {
        Bytes frames = new Bytes();
        for (int i = 0; i < count; i++) {
            // MPEG 1, layer III, 128 kbit/s, 44,100 Hz: 417 bytes.
            frames.put("\u00ff\u00fb\u0090\0").put(new byte[413]);
        }
        return count == 1 ? frames.put("something else").all() : frames.all();
    }

    @ParameterizedTest(name = "{0} #{index}")
    @MethodSource("files")
    void aFileIsWhatItsBytesSay(String type, byte[] bytes) throws IOException {
        assertEquals(type, typeOf(bytes));
    }

    @ParameterizedTest(name = "{0} #{index}")
    @MethodSource("files")
    void halfOfAFileIsNoSurprise(String type, byte[] bytes) throws IOException {
        for (int length = 0; length < bytes.length; length++) {
            typeOf(java.util.Arrays.copyOf(bytes, length));
        }
    }

    @Test
    void aLongTextMayEndInTheMiddleOfALetter() throws IOException {
        byte[] letters = "ü".repeat(4000).getBytes(StandardCharsets.UTF_8);
        assertEquals("text/plain", typeOf(new Bytes().put("a").put(letters).all()));
        byte[] cut = java.util.Arrays.copyOf(letters, 101);
        assertEquals("application/octet-stream", typeOf(cut));
    }

    @Test
    @DisplayName("ATK-039 SVG, HTML and XML are text, whatever is in them")
    void nothingThatRunsHasATypeOfItsOwn() throws IOException {
        assertEquals("text/plain", typeOf("<svg onload='alert(1)'/>"));
        assertEquals("text/plain", typeOf("<!doctype html><script>alert(1)</script>"));
        assertEquals("text/plain", typeOf("<?xml version='1.0'?><x:script/>"));
        assertEquals("text/plain", typeOf("MIME-Version: 1.0\r\nContent-Type: text/html\r\n"));
        assertEquals("application/octet-stream", typeOf("<svg onload='alert(1)'/>\0"));
    }

    @Test
    @DisplayName("ATK-040 a script that begins like a picture is no picture")
    void aScriptIsNoGif() throws IOException {
        assertEquals("text/plain", typeOf("GIF89a=1;alert(document.domain)//"));
        assertEquals("text/plain", typeOf("GIF87a/*" + "x".repeat(900) + "*/=1;alert(1)"));
    }

    @Test
    @DisplayName("ATK-040 a signature behind something else counts for nothing")
    void aSignatureStandsAtTheBeginning() throws IOException {
        assertEquals("text/plain", typeOf("<html><script>alert(1)</script> %PDF-1.7"));
        assertEquals("text/plain", typeOf(" %PDF-1.7"));
        assertEquals("text/plain", typeOf("#!/bin/sh\n <svg>"));
        assertEquals("application/octet-stream", typeOf("<html>\0\u0089PNG\r\n\u001a\nIHDR"));
        assertEquals("application/octet-stream", typeOf("\u0089PNG\r\n\u001a\n<html>"));
    }

    @Test
    @DisplayName("ATK-040 what is a picture first stays one, whatever is inside")
    void aPictureWithAPageInsideIsAPicture() throws IOException {
        byte[] page = Bytes.latin("<html><script>alert(1)</script>");
        byte[] jpeg = Pictures.withSegments(Pictures.jpeg(3, 2), Pictures.segment(0xfe, page));
        assertEquals("image/jpeg", typeOf(jpeg));
        assertEquals("application/pdf", typeOf("%PDF-1.7 <html><script>alert(1)</script>"));
    }

    private String typeOf(String letters) throws IOException {
        return typeOf(Bytes.latin(letters));
    }

    private String typeOf(byte[] bytes) throws IOException {
        // The name says nothing: not this one, and no other.
        Path file = Files.write(folder.resolve("file.svg"), bytes);
        return ContentType.of(file).mediaType();
    }
}
