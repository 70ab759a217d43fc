package dev.okiagari.hostile;

import dev.okiagari.Application;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;

/**
 * A test of the whole application in mode local, over a cluster full of {@link Hostile} text. All
 * of them share one application: they change nothing that another one reads. Those in which hostile
 * text is kept are tagged {@code database} too.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@SpringBootTest(
        classes = Application.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "okiagari.security.mode=local",
            "okiagari.server.patience=3s",
            "okiagari.data-dir=target/test-data/hostile",
            "spring.datasource.url=jdbc:h2:mem:hostile;DB_CLOSE_DELAY=-1",
            "okiagari.security.local.users[0].name=anna",
            "okiagari.security.local.users[0].password-hash=" + HostileTest.HASH,
            "okiagari.security.local.users[0].admin=*",
            "okiagari.security.local.users[1].name=vera",
            "okiagari.security.local.users[1].password-hash=" + HostileTest.HASH
        })
@Import(HostileCluster.class)
@Tag("any-database")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@interface HostileTest {

    String PASSWORD = "correct horse battery";
    String HASH = "$2a$04$SXiIEvVUFAj7ap73Isj7oOoHV1uOVcxbfIF9w9QtYNEHrPjrshYRy";
}
