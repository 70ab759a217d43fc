package dev.okiagari.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.zaxxer.hikari.HikariDataSource;
import dev.okiagari.cluster.Message;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** H2 is not asked where its disk is next to full. */
class SpareDiskTests {

    private final AtomicLong usable = new AtomicLong();
    @TempDir private Path directory;

    private SpareDisk disk(Path place) {
        return new SpareDisk(new DriverManagerDataSource("jdbc:h2:mem:"), place, usable::get);
    }

    @Test
    void nobodyIsGivenAConnectionWhileThereIsNextToNoSpace() throws SQLException {
        usable.set(SpareDisk.SPARED - 1);
        Throwable refused = catchThrowable(() -> disk(directory).getConnection());

        assertThat(DatabaseTrouble.of(refused)).map(Message::key).hasValue("database.away.full");
        assertThat(refused).hasMessageContaining("15 MB in " + directory);

        usable.set(SpareDisk.SPARED);
        try (Connection connection = disk(directory).getConnection()) {
            assertThat(connection.isValid(1)).isTrue();
        }
    }

    @Test
    void placeThatIsNotThereYetHasNoSpaceAndIsMade() throws SQLException {
        try (Connection connection = disk(directory.resolve("new")).getConnection()) {
            assertThat(connection.isValid(1)).isTrue();
        }
        assertThatThrownBy(() -> disk(directory).getConnection()).isInstanceOf(SQLException.class);
    }

    @Test
    void eachPoolOfAnH2InAFileIsWatched() throws SQLException {
        try (HikariDataSource pool = new HikariDataSource()) {
            pool.setJdbcUrl("jdbc:h2:file:" + directory.resolve("kept") + ";WRITE_DELAY=0");
            Object watched = new H2Connections().postProcessAfterInitialization(pool, "pool");

            assertThat(watched).isInstanceOf(SpareDisk.class);
            try (Connection connection = ((SpareDisk) watched).getConnection()) {
                assertThat(connection.isValid(1)).isTrue();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:h2:mem:a", "jdbc:postgresql://db/okiagari"})
    void othersHaveNoDiskOfOurs(String url) {
        try (HikariDataSource pool = new HikariDataSource()) {
            pool.setJdbcUrl(url);

            assertThat(new H2Connections().postProcessAfterInitialization(pool, "pool"))
                    .isSameAs(pool);
        }
    }
}
