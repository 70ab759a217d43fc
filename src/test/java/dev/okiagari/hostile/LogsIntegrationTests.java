package dev.okiagari.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.okiagari.cluster.ClusterConnection;
import dev.okiagari.web.Visitor;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** What is logged, though everything of ours is: nothing forged, and nothing secret. */
@HostileTest
@ExtendWith(OutputCaptureExtension.class)
class LogsIntegrationTests {

    private static final Logger LOG = LoggerFactory.getLogger("dev.okiagari.hostile");
    private static final Pattern LINE =
            Pattern.compile(
                    "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}\\S* +[A-Z]{4,5} .*|    .*|");
    private static final Pattern FORM_TOKEN =
            Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

    @LocalServerPort private int port;
    @Autowired private ApplicationContext application;
    @Autowired private LoggingSystem logging;

    @BeforeEach
    void everythingIsLogged() {
        logging.setLogLevel("dev.okiagari", LogLevel.TRACE);
    }

    @AfterEach
    void asUsual() {
        logging.setLogLevel("dev.okiagari", null);
    }

    @Test
    void noTextMakesALineOfItsOwn(CapturedOutput output) {
        for (String text : Hostile.ALL) {
            LOG.info("A pod {} said {}", text, text);
            LOG.atWarn().addKeyValue("pod", text).setMessage(text).log();
            LOG.error(text, new IllegalStateException(text, new IllegalArgumentException(text)));
        }
        assertThat(output.getOut()).contains(Hostile.MARK);
        assertThat(output.getOut().lines()).allSatisfy(line -> assertThat(line).matches(LINE));
        assertThat(
                        Pattern.compile(
                                        "[\\x00-\\x09\\x0b-\\x1f\\x7f-\\x9f\u202e\u2066\u2028\ufeff]")
                                .matcher(output.getOut())
                                .find())
                .isFalse();
    }

    @Test
    void noRequestMakesALineOfItsOwn(CapturedOutput output) {
        for (String text : Hostile.ALL) {
            String encoded = URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
            Visitor anna = new Visitor(port).basic("anna", HostileTest.PASSWORD);
            anna.get("/api/restarts?pod=" + encoded + "&cursor=" + encoded);
            anna.get("/api/" + encoded);
            anna.with("User-Agent", encoded).with("Last-Event-ID", encoded).get("/api/cluster");
            new Visitor(port).get("/" + encoded);
        }
        Wire.ask(port, "GET /\u001b[31m HTTP/1.1", "Host: localhost\u001b[31m", "X: \u001b[31m");
        Wire.ask(port, "\u001b[31mzqx\rzqx");

        assertThat(output.getOut().lines()).allSatisfy(line -> assertThat(line).matches(LINE));
        assertThat(output.getOut()).doesNotContain("\u001b");
    }

    /** Somebody without a login could else fill the disk, or hide what matters. */
    @Test
    void whoeverHasNotLoggedInFillsNoLog(CapturedOutput output) {
        logging.setLogLevel("dev.okiagari", null);
        for (int i = 0; i < 20; i++) {
            Wire.ask(
                    port,
                    "POST /login HTTP/1.1",
                    "Host: localhost",
                    "Transfer-Encoding: chunked",
                    "Content-Type: application/x-www-form-urlencoded",
                    "",
                    "zqx",
                    "");
            Wire.ask(port, "zqx");
            Wire.ask(port, "GET /zqx HTTP/1.1", "Host: evil.example");
            Wire.ask(port, "POST /login HTTP/1.1", "Host: localhost", "Content-Length: x");
            Wire.ask(port, "GET /%zz HTTP/1.1", "Host: localhost");
            new Visitor(port).bearer("zqx").get("/api/pods");
            new Visitor(port).get("/zqx");
        }
        assertThat(output.getOut()).doesNotContain(Hostile.MARK, "%zz");
        assertThat(output.getOut().lines().count()).isLessThan(10);
    }

    @Test
    void nothingSecretIsLoggedOrToldAgain(CapturedOutput output) {
        List<String> secrets = new ArrayList<>(List.of(HostileTest.PASSWORD, HostileTest.HASH));
        Visitor browser = new Visitor(port);
        Matcher token = FORM_TOKEN.matcher(browser.get("/login").body());
        assertThat(token.find()).isTrue();
        secrets.add(String.valueOf(token.group(1)));
        secrets.add("wr0ng-passw0rd-zqx");
        new Visitor(port).logIn("anna", "wr0ng-passw0rd-zqx");
        browser.logIn("anna", HostileTest.PASSWORD);
        secrets.add(String.valueOf(browser.cookie("okiagari-session")));
        Visitor script = new Visitor(port).basic("anna", HostileTest.PASSWORD);
        HttpResponse<String> made = script.json("POST", "/api/tokens", "{\"name\":\"logs\"}");
        String secret = Visitor.read(made).path("secret").asString();
        secrets.add(secret.substring(4));
        new Visitor(port).bearer(secret).get("/api/pods");
        new Visitor(port).bearer(secret + "x").get("/api/pods");
        new Visitor(port).bearer(secret).get("/api/nothing");
        String ofCluster =
                application
                        .getBean(ClusterConnection.class)
                        .client()
                        .getConfiguration()
                        .getAutoOAuthToken();
        assertThat(ofCluster).isNotBlank();
        secrets.add(ofCluster);
        List<String> told = new ArrayList<>();
        for (String path :
                List.of(
                        "/api/audit?limit=1000",
                        "/api/tokens",
                        "/api/cluster",
                        "/api/permissions",
                        "/actuator/prometheus",
                        "/actuator/health",
                        "/v3/api-docs",
                        "/api/nothing")) {
            told.add(script.get(path).body());
        }
        for (String path : List.of("/", "/audit", "/permissions", "/nothing")) {
            told.add(browser.get(path).body());
        }
        browser.submit("/tokens", "/logout", Map.of());

        assertThat(output.getAll()).doesNotContain(secrets);
        // Each page has a form, and a token in it.
        secrets.remove(token.group(1));
        assertThat(told).allSatisfy(text -> assertThat(text).doesNotContain(secrets));
    }
}
