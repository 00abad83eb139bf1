package dev.klatch.tests.tls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.klatch.tests.wire.TestServer;
import java.io.ByteArrayInputStream;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.Objects;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

/// The authority in the forms that devices want.
final class JoinFilesSystemTest {
    @TempDir private Path folder;

    @Test
    void eachFormHoldsTheAuthorityAndNothingElse() throws Exception {
        try (TestServer server = TestServer.start(folder)) {
            byte[] authority =
                    Objects.requireNonNull(
                                    Objects.requireNonNull(server.reach().certificates())
                                            .authority())
                            .certificate()
                            .getEncoded();
            assertArrayEquals(authority, file(server, "klatch.crt", "application/x-x509-ca-cert"));
            byte[] pem = file(server, "klatch.pem", "application/x-pem-file");
            assertArrayEquals(
                    authority,
                    CertificateFactory.getInstance("X.509")
                            .generateCertificate(new ByteArrayInputStream(pem))
                            .getEncoded());
            byte[] profile =
                    file(server, "klatch.mobileconfig", "application/x-apple-aspen-config");
            assertArrayEquals(authority, inside(profile));
        }
    }

    /// The one certificate in a profile, which is well-formed XML.
    private static byte[] inside(byte[] profile) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        Document document = factory.newDocumentBuilder().parse(new ByteArrayInputStream(profile));
        assertEquals("plist", document.getDocumentElement().getNodeName());
        assertEquals(1, document.getElementsByTagName("data").getLength());
        String base64 = document.getElementsByTagName("data").item(0).getTextContent();
        return Base64.getMimeDecoder().decode(base64.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] file(TestServer server, String name, String type) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<byte[]> answer =
                    client.send(
                            server.request("/join/" + name).build(),
                            HttpResponse.BodyHandlers.ofByteArray());
            assertEquals(200, answer.statusCode());
            assertEquals(type, answer.headers().firstValue("Content-Type").orElse(""));
            String way = answer.headers().firstValue("Content-Disposition").orElse("");
            assertTrue(way.startsWith("attachment"), way);
            return answer.body();
        }
    }
}
