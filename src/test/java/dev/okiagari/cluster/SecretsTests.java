package dev.okiagari.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SecretsTests {

    @Test
    void assignedSecretIsHidden() {
        assertThat(Secrets.mask(List.of("app", "--db-password=hunter2", "API_KEY=abc", "-v")))
                .containsExactly("app", "--db-password=•••", "API_KEY=•••", "-v");
    }

    @Test
    void secretInTheNextArgumentIsHidden() {
        assertThat(Secrets.mask(List.of("app", "--token", "abc", "rest")))
                .containsExactly("app", "--token", "•••", "rest");
    }

    @Test
    void passwordInAnAddressIsHidden() {
        assertThat(Secrets.mask(List.of("psql", "postgres://me:hunter2@db:5432/x")))
                .containsExactly("psql", "postgres://me:•••@db:5432/x");
    }

    @Test
    void ordinaryArgumentsStay() {
        assertThat(Secrets.mask(List.of("java", "-Xmx1g", "-jar", "app.jar")))
                .containsExactly("java", "-Xmx1g", "-jar", "app.jar");
    }
}
