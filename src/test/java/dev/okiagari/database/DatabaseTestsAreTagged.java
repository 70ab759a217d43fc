package dev.okiagari.database;

import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.platform.commons.support.AnnotationSupport;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestExecutionListener;

/**
 * Fails a test that opens a database and would not run on PostgreSQL too, but for one that says
 * with the tag {@code any-database} that it keeps nothing.
 */
public class DatabaseTestsAreTagged implements TestExecutionListener {

    private static final Set<String> TAGS = Set.of("database", "any-database");

    @Override
    public void prepareTestInstance(TestContext context) {
        boolean opens =
                context.getApplicationContext().getBeanNamesForType(DataSource.class).length > 0;
        if (opens && !isTagged(context.getTestClass())) {
            throw new IllegalStateException(
                    context.getTestClass().getName()
                            + " opens a database: tag it with \"database\", so that .ci/run runs it on PostgreSQL too");
        }
    }

    private static boolean isTagged(Class<?> type) {
        return AnnotationSupport.findRepeatableAnnotations(type, Tag.class).stream()
                .anyMatch(tag -> TAGS.contains(tag.value()));
    }
}
