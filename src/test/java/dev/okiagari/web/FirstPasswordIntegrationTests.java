package dev.okiagari.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.web.reactive.server.WebTestClient;

@ExtendWith(OutputCaptureExtension.class)
@SpringBootTest(
        classes = LocalModeIntegrationTests.WithDatabase.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "okiagari.security.mode=local",
            "spring.messages.basename=messages/security,messages/api",
            "spring.datasource.url=jdbc:h2:mem:first-password"
        })
@AutoConfigureWebTestClient(timeout = "20s")
@DirtiesContext
@Tag("database")
class FirstPasswordIntegrationTests {

    @Autowired private WebTestClient browser;
    @Autowired private JdbcClient database;
    @Autowired private ApplicationRunner initialPassword;
    @Autowired private ApplicationArguments arguments;

    @Test
    void itIsPrintedOnceAndOnlyItsHashIsKept(CapturedOutput output) throws Exception {
        initialPassword.run(arguments);

        var printed = output.getOut().split("password  ", -1);
        assertThat(printed).hasSize(2);
        var password = printed[1].substring(0, 20);
        browser.get()
                .uri("/api/cluster")
                .headers(headers -> headers.setBasicAuth("admin", password))
                .exchange()
                .expectStatus()
                .isOk();
        assertThat(hashes())
                .singleElement()
                .satisfies(hash -> assertThat(hash).startsWith("$2").doesNotContain(password));
    }

    private java.util.List<String> hashes() {
        return database.sql("select password_hash from security_local_user")
                .query(String.class)
                .list();
    }
}
