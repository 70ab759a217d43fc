package dev.okiagari.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.okiagari.web.Visitor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Requests that are too long, too slow, or not what they say: refused soon, and told little. */
@HostileTest
@Tag("database")
class BodiesIntegrationTests {

    private static final Duration SOON = Duration.ofSeconds(15);
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final Executor VIRTUAL = task -> Thread.ofVirtual().start(task);
    private static final Pattern FIELD = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");
    private static final String JSON = "application/json";
    private static final String ANNA =
            "Authorization: Basic "
                    + Base64.getEncoder()
                            .encodeToString(
                                    ("anna:" + HostileTest.PASSWORD)
                                            .getBytes(StandardCharsets.UTF_8));

    @LocalServerPort private int port;

    @AfterEach
    void othersAreServed() {
        assertThat(Wire.ask(port, "GET /login HTTP/1.1", "Host: localhost").status())
                .isEqualTo(200);
    }

    static Stream<String[]> endpoints() {
        return Stream.of(
                new String[] {"/api/experiments", JSON},
                new String[] {"/api/probe-changes", JSON},
                new String[] {"/api/tokens", JSON},
                new String[] {"/login", FORM},
                new String[] {"/preferences", FORM},
                new String[] {"/tokens", FORM});
    }

    @Test
    void aBodyWithoutEndIsCutOffEarly() {
        endpoints()
                .map(one -> CompletableFuture.supplyAsync(() -> flooded(one[0], one[1]), VIRTUAL))
                .toList()
                .forEach(flood -> assertRefused(flood.join(), 400, 403, 413));
    }

    private Wire.Said flooded(String path, String type) {
        byte[] chunk =
                ("4000\r\n" + "[".repeat(0x4000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        try (Wire wire = new Wire(port)) {
            wire.say(head(path, type, "Transfer-Encoding: chunked"));
            int sent = 0;
            while (!wire.hasAnswer() && wire.say(chunk)) {
                sent++;
                assertThat(sent * 16).as("kilobytes").isLessThan(32_000);
            }
            return wire.rest();
        }
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void aBodyThatIsLargerThanAnythingWeReadIsRefused(String path, String type) {
        assertRefused(ask(path, type, "a".repeat(3_000_000)), 400, 403, 413);
    }

    @Test
    void whatDripsEndsInTime() {
        List<String> begun =
                new ArrayList<>(
                        List.of(
                                "",
                                "GET / HT",
                                "GET / HTTP/1.1\r\nX-A: ",
                                "GET /login HTTP/1.1\r\nHost: localhost\r\n\r\nGET /log"));
        endpoints().map(one -> head(one[0], one[1], "Content-Length: 200000")).forEach(begun::add);
        begun.add(
                head("/api/history/import", "application/gzip", "Content-Length: 200000")
                        .replace(ANNA, "X-Nobody: yes"));
        List<Wire> wires = begun.stream().map(text -> new Wire(port).begin(text)).toList();
        List<Thread> drips =
                wires.stream().map(wire -> Thread.ofVirtual().start(() -> drip(wire))).toList();
        for (int i = 0; i < wires.size(); i++) {
            Wire.Said said = wires.get(i).rest(SOON);
            assertThat(said.text()).as(begun.get(i)).doesNotContain("stays open");
            assertRefused(said, i == 3 ? 200 : 0, 0, 400, 401, 403, 408);
        }
        drips.forEach(Thread::interrupt);
        wires.forEach(Wire::close);
    }

    /** Netty now and then forgets to answer it; its connection stayed open without a word. */
    @Test
    void whatIsNoRequestEndsItsConnectionAlsoAfterOneThatWasOne() {
        String good = "GET /login HTTP/1.1\r\nHost: localhost\r\n\r\n";
        String tooLong = "GET /login?" + "a".repeat(5_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
        Stream.generate(() -> CompletableFuture.supplyAsync(() -> closed(good, tooLong), VIRTUAL))
                .limit(60)
                .toList()
                .forEach(closed -> assertThat(closed.join()).isTrue());
    }

    private boolean closed(String good, String then) {
        try (Wire wire = new Wire(port)) {
            wire.say(good);
            wire.awaitEnd("</html>");
            wire.say(then);
            return wire.isClosedWithin(SOON);
        }
    }

    /** This is what they do: a byte now and then. */
    private static void drip(Wire wire) {
        try {
            while (wire.say("x")) {
                Thread.sleep(Duration.ofMillis(300));
            }
        } catch (InterruptedException over) {
            // The server has hung up.
        }
    }

    static Stream<String> brokenJson() {
        return Stream.of(
                "[".repeat(100_000),
                "{\"a\":".repeat(50_000),
                "{\"target\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}",
                "{\"recoveryLimit\":1e999999999}",
                "{\"recoveryLimit\":1e-999999999}",
                "{\"recoveryLimit\":" + "9".repeat(10_000) + "}",
                "{\"availability\":{\"port\":1e400}}",
                "{\"availability\":{\"port\":99999999999999999999}}",
                "{\"availability\":{\"port\":80.5}}",
                "{\"availability\":{\"port\":\"80\"}}",
                "{\"dryRun\":true,\"dryRun\":false}",
                "{\"dryRun\":\"false\"}",
                "{\"dryRun\":0}",
                "{\"dryRun\":null}",
                "{\"target\":null}",
                "{\"target\":{\"namespace\":[]}}",
                "{\"target\":{\"namespace\":{\"$ne\":null}}}",
                "{\"__proto__\":{\"x\":1}}",
                "{\"@class\":\"java.util.HashMap\"}",
                "{\"fault\":{\"type\":\"signal\",\"signal\":\"TERM; rm -rf /\",\"pid\":1}}",
                "{\"fault\":{\"type\":\"signal\",\"signal\":\"TERM\",\"pid\":-1}}",
                "{\"fault\":{\"type\":\"signal\",\"signal\":\"TERM\",\"pid\":2147483648}}",
                "{\"x\":NaN}",
                "{'x':1}",
                "{\"x\":1,}",
                "{\"x\":1} {\"y\":2}",
                "// comment\n{}",
                "\u0000",
                "",
                "null",
                "[]",
                "\"{}\"",
                "{\"\ud800\":1}",
                "{\"x\":\"\\ud800\"}",
                "{\"x\":\"\\u0000\"}",
                "\ufeff{}");
    }

    @ParameterizedTest
    @MethodSource("brokenJson")
    void jsonThatCannotBeMeantIsRefused(String json) {
        for (String path : new String[] {"/api/experiments", "/api/forecasts", "/api/tokens"}) {
            assertRefused(ask(path, JSON, json), 400);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-32", "ISO-8859-1", "IBM1047"})
    void jsonInAnotherAlphabetIsRefusedOrReadAsWhatItIs(String charset) {
        byte[] body = "{\"name\":\"ä\",\"x\":1}".getBytes(Charset.forName(charset));

        assertRefused(ask("/api/tokens", JSON, body), 400, 415);
        assertRefused(ask("/api/tokens", JSON + ";charset=" + charset, body), 400, 415);
    }

    @Test
    void aBodyThatIsPackedIsNotUnpacked() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            for (int i = 0; i < 100; i++) {
                gzip.write(" ".repeat(1_000_000).getBytes(StandardCharsets.US_ASCII));
            }
        }
        for (String coding : new String[] {"gzip", "deflate", "br", "gzip, gzip"}) {
            assertRefused(
                    ask("/api/tokens", JSON, packed.toByteArray(), "Content-Encoding: " + coding),
                    400,
                    413,
                    415);
        }
    }

    @Test
    void aFileIsNotTakenAndNotKept() throws IOException {
        Set<Path> before = temporary();
        Visitor visitor = new Visitor(port);
        Matcher field = FIELD.matcher(visitor.get("/login").body());
        assertThat(field.find()).isTrue();
        String cookie = "Cookie: okiagari-form=" + visitor.cookie("okiagari-form");
        String token = "X-XSRF-TOKEN: " + field.group(1);
        String body =
                "--x\r\nContent-Disposition: form-data; name=\"lang\"; filename=\"../../zqx\"\r\n\r\n"
                        + "a".repeat(2_000_000)
                        + "\r\n--x--\r\n";
        for (String path : new String[] {"/preferences", "/login", "/tokens", "/halt"}) {
            Wire.Said said = ask(path, "multipart/form-data; boundary=x", body, cookie, token);
            assertThat(temporary()).isEqualTo(before);
            assertRefused(said, 415);
        }
        assertThat(temporary()).isEqualTo(before);
    }

    private static Set<Path> temporary() throws IOException {
        try (Stream<Path> found = Files.walk(Path.of(System.getProperty("java.io.tmpdir")), 2)) {
            return found.filter(file -> file.toString().contains("multipart"))
                    .collect(Collectors.toSet());
        }
    }

    @Test
    void tooManyFieldsAreRefused() {
        String fields =
                Stream.iterate(0, i -> i + 1)
                        .limit(60_000)
                        .map(i -> "f" + i + "=1")
                        .collect(Collectors.joining("&"));

        assertRefused(ask("/preferences", FORM, fields), 400, 403, 413);
        assertThat(
                        Wire.ask(
                                        port,
                                        "GET /login?" + fields.substring(0, 3_000) + " HTTP/1.1",
                                        "Host: localhost")
                                .status())
                .isEqualTo(200);
    }

    static Stream<String> odd() {
        return Stream.of(
                "GET /" + "a".repeat(1_000_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: localhost\r\nX: " + "a".repeat(1_000_000) + "\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: localhost\r\n" + "X-A: b\r\n".repeat(50_000) + "\r\n",
                "GET / HTTP/1.1\r\nHost: localhost\r\nCookie: "
                        + "a=b; ".repeat(10_000)
                        + "\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: localhost\r\nX\u0000Y: a\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: localhost\r\nX : a\r\n\r\n",
                "G<T / HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "POST /login HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
                "POST /login HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
                "POST /login HTTP/1.1\r\nHost: localhost\r\nContent-Length: +1\r\n\r\na",
                "POST /login HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
                "POST /login HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nffffffffff\r\n",
                "POST /login HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: xchunked\r\nContent-Length: 0\r\n\r\n",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001",
                "GET /login\r\n\r\n");
    }

    /** The second request would be taken for somebody else's, behind a proxy. */
    @Test
    void twoReadingsOfOneRequestAreNotAnsweredTwice() {
        String smuggled = "GET /login?zqx HTTP/1.1\r\nHost: localhost\r\n\r\n";
        for (String lengths :
                new String[] {
                    "Content-Length: 5\r\nTransfer-Encoding: chunked",
                    "Transfer-Encoding: chunked\r\nContent-Length: " + (5 + smuggled.length()),
                    "Transfer-Encoding: chunked, identity",
                    "Transfer-Encoding: \u000bchunked\r\nContent-Length: 5"
                }) {
            try (Wire wire = new Wire(port)) {
                wire.say(
                        "POST /login HTTP/1.1\r\nHost: localhost\r\n%s\r\n\r\n0\r\n\r\n%s"
                                .formatted(lengths, smuggled));
                String said = wire.rest(Duration.ofSeconds(5)).text();
                assertThat(said.split("HTTP/1\\.1 200", -1)).as(lengths + said).hasSize(1);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("odd")
    void whatIsNoRequestIsNotAnsweredAsOne(String request) {
        try (Wire wire = new Wire(port)) {
            wire.say(request);
            Wire.Said said = wire.rest(SOON);
            assertThat(said.text()).doesNotContain("stays open");
            assertThat(said.status())
                    .as(said.text())
                    .isIn(0, 400, 403, 404, 413, 414, 421, 431, 501, 505);
            assertSaysNothingOfOurInsides(said);
        }
    }

    private Wire.Said ask(String path, String type, String body, String... headers) {
        return ask(path, type, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    private Wire.Said ask(String path, String type, byte[] body, String... headers) {
        try (Wire wire = new Wire(port)) {
            String all = String.join("\r\n", headers);
            wire.say(
                    head(path, type, "Content-Length: " + body.length).replaceFirst("\r\n\r\n$", "")
                            + (all.isEmpty() ? "" : "\r\n" + all)
                            + "\r\nConnection: close\r\n\r\n");
            wire.say(body);
            return wire.rest(SOON);
        }
    }

    private static String head(String path, String type, String length) {
        return "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: %s\r\n%s%s\r\n\r\n"
                .formatted(path, type, path.startsWith("/api/") ? ANNA + "\r\n" : "", length);
    }

    private static void assertRefused(Wire.Said said, Integer... statuses) {
        assertThat(said.status()).as(said.text()).isIn((Object[]) statuses);
        assertSaysNothingOfOurInsides(said);
    }

    private static void assertSaysNothingOfOurInsides(Wire.Said said) {
        assertThat(said.text())
                .doesNotContain(
                        "Exception", "\tat ", "java.", "springframework", "jackson", "netty");
    }
}
