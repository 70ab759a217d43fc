package dev.okiagari.database;

import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Gives each context a schema of its own in PostgreSQL instead of its database in memory, where the
 * tests are to run on it.
 */
public class ContextsOnPostgres implements EnvironmentPostProcessor, Ordered {

    @Override
    public void postProcessEnvironment(
            ConfigurableEnvironment environment, SpringApplication application) {
        String url = environment.getProperty("spring.datasource.url", "");
        if (TestDatabase.isPostgres() && url.startsWith("jdbc:h2:mem:")) {
            environment
                    .getPropertySources()
                    .addFirst(
                            new MapPropertySource(
                                    "PostgreSQL of the tests",
                                    Map.of("spring.datasource.url", TestDatabase.newSchema())));
        }
    }

    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }
}
