package dev.okiagari.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.spy;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class StretchesTests {

    @Test
    void aDatabaseIsAskedOnceWhichItIs() throws SQLException {
        DataSource source = spy(new DriverManagerDataSource("jdbc:h2:mem:"));
        Stretches stretches = new Stretches(source);

        assertThat(stretches.of("happened_at")).contains("happened_at").contains("datediff");
        assertThat(stretches.counted("select 1")).isEqualTo("select 1");
        assertThat(stretches.counted("select 2")).isEqualTo("select 2");
        verify(source, times(1)).getConnection();
    }
}
