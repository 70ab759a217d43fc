package dev.okiagari.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.okiagari.web.Visitor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.json.JsonMapper;

/** Addresses that the server itself would be made to ask: {@code PORT} is one that listens here. */
@HostileTest
class OutsideIntegrationTests {

    @LocalServerPort private int port;
    private ServerSocket listener = closed();

    private static ServerSocket closed() {
        try {
            return new ServerSocket();
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }

    @BeforeAll
    void somebodyListens() throws IOException {
        listener = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
        listener.setSoTimeout(100);
    }

    @AfterAll
    void nobodyListens() throws IOException {
        listener.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://169.254.169.254/latest/meta-data/",
                "http://127.0.0.1:PORT/",
                "http://localhost:PORT/",
                "http://LOCALHOST:PORT/",
                "http://127.1:PORT/",
                "http://2130706433:PORT/",
                "http://0x7f000001:PORT/",
                "http://0177.0.0.1:PORT/",
                "http://[::1]:PORT/",
                "http://[::ffff:127.0.0.1]:PORT/",
                "http://[::ffff:7f00:1]:PORT/",
                "http://0.0.0.0:PORT/",
                "http://0:PORT/",
                "http://127.0.0.1.nip.io:PORT/",
                "http://kubernetes.default.svc/",
                "http://metadata.google.internal/",
                "http://status.example@127.0.0.1:PORT/",
                "http://127.0.0.1:PORT\\@status.example/",
                "http://127.0.0.1:PORT#@status.example/",
                "http://\u2460\u2461\u2466.0.0.1:PORT/",
                "http://127\u30020\u30020\u30021:PORT/",
                "http://127.0.0.1:PORT/\r\nHost: status.example",
                "gopher://127.0.0.1:PORT/",
                "file:///etc/passwd",
                "jar:http://127.0.0.1:PORT!/x",
                "ftp://127.0.0.1:PORT/",
                "ldap://127.0.0.1:PORT/",
                "//127.0.0.1:PORT/",
                "127.0.0.1:PORT",
                "javascript:alert(1)",
                "\u0000"
            })
    void anAddressThatNobodyAllowedIsRefusedAndNotAsked(String url) throws IOException {
        String asked = url.replace("PORT", String.valueOf(listener.getLocalPort()));
        String body =
                """
                {"target":{"namespace":"practice","pod":"once"},"dryRun":true,
                 "fault":{"type":"delete-pod"},"availability":{"url":%s}}
                """
                        .formatted(JsonMapper.shared().writeValueAsString(asked));

        HttpResponse<String> said =
                new Visitor(port)
                        .basic("anna", HostileTest.PASSWORD)
                        .json("POST", "/api/experiments", body);

        assertThat(said.statusCode()).as(said.body()).isEqualTo(400);
        assertThat(Visitor.read(said).path("errors").path(0).path("field").asString())
                .isEqualTo("availability.url");
        assertThat(isAsked()).isFalse();
    }

    private boolean isAsked() throws IOException {
        try (var caller = listener.accept()) {
            return caller.isConnected();
        } catch (SocketTimeoutException nobody) {
            return false;
        }
    }
}
