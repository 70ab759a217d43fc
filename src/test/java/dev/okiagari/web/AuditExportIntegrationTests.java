package dev.okiagari.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.okiagari.safety.AuditEntry;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.json.JsonMapper;

/** The log leaves whole, and as what it is. */
@SpringBootTest(
        classes = PagesTestApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "spring.http.codecs.max-in-memory-size=4MB")
@AutoConfigureWebTestClient(timeout = "30s")
class AuditExportIntegrationTests {

    private static final int MANY = 2_500;
    private static final String ID = "01a22aee-be44-701b-b1b3-ba338897a3b9";

    @LocalServerPort int port;
    @Autowired WebTestClient client;
    @Autowired ShownCluster cluster;
    @Autowired ShownBench bench;

    @BeforeEach
    void nothingDone() {
        cluster.is(PagesFixture.lab(), PagesFixture.connected());
        bench.clear();
    }

    @Test
    void allLinesLeaveHoweverMany() {
        for (int id = MANY; id > 0; id--) {
            bench.entries.add(entry(id, "anna", "inject", "test/web", "done"));
        }

        assertThat(get("/audit/export.csv").lines())
                .hasSize(MANY + 1)
                .startsWith("at,user,address,authentication,action,target,result")
                .doesNotHaveDuplicates();
        assertThat(JsonMapper.shared().readTree(get("/audit/export.json")).size()).isEqualTo(MANY);
    }

    @Test
    void onlyWhatTheFilterFinds() {
        bench.entries.add(entry(3, "anna", "inject", "test/web", "done"));
        bench.entries.add(entry(2, "otto", "inject", "test/web", "done"));
        bench.entries.add(entry(1, "anna", "halt", "everything", "done"));

        assertThat(get("/audit/export.csv?user=anna&action=inject").lines()).hasSize(2);
        assertThat(get("/audit?user=anna"))
                .contains("href=\"/audit/export.csv?user=anna\"")
                .contains("href=\"/audit/export.json?user=anna\"");
    }

    @Test
    void nobodysTextIsAFormula() {
        bench.entries.add(entry(1, "=cmd|' /C calc'!A0", "inject", "@SUM(1)", "-1,\"x\""));

        assertThat(get("/audit/export.csv"))
                .contains(",'=cmd|' /C calc'!A0,")
                .contains(",'@SUM(1),\"'-1,\"\"x\"\"\"");
    }

    @Test
    void theLineOfAnActLeadsToWhatItMade() {
        bench.entries.add(entry(3, "anna", "inject", "test/web", "started " + ID));
        bench.entries.add(entry(2, "anna", "prove", "test/web", "started " + ID));
        bench.entries.add(entry(1, "anna", "token", "test/web", "started " + ID));

        assertThat(get("/audit"))
                .contains("href=\"/experiments/" + ID + "\"")
                .contains("href=\"/proofs/" + ID + "\"")
                .contains("started " + ID + "</span>");
    }

    private static AuditEntry entry(
            int id, String user, String action, String target, String result) {
        return new AuditEntry(
                Integer.toString(id),
                PagesFixture.NOW.plusSeconds(id),
                user,
                "127.0.0.1",
                "local",
                action,
                target,
                result);
    }

    private String get(String path) {
        return Objects.requireNonNull(
                client.get()
                        .uri("http://127.0.0.1:" + port + path)
                        .exchange()
                        .expectStatus()
                        .isOk()
                        .expectBody(String.class)
                        .returnResult()
                        .getResponseBody());
    }
}
