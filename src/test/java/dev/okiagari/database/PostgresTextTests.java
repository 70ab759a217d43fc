package dev.okiagari.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class PostgresTextTests {

    private final PostgresText source =
            new PostgresText(new DriverManagerDataSource("jdbc:h2:mem:"));

    @Test
    void aNulIsKeptAsItsSymbol() {
        String kept =
                JdbcClient.create(source)
                        .sql("select cast(:text as varchar)")
                        .param("text", "a\0b")
                        .query(String.class)
                        .single();

        assertThat(kept).isEqualTo("a\u2400b");
    }

    @Test
    void soItIsInAnObjectAndInAnArray() throws SQLException {
        try (Connection connection = source.getConnection();
                var statement =
                        connection.prepareStatement(
                                "select cast(? as varchar), cast(? as varchar array)")) {
            statement.setObject(1, "\0");
            statement.setArray(2, connection.createArrayOf("varchar", new Object[] {"c\0", null}));
            ResultSet row = statement.executeQuery();
            row.next();
            assertThat(row.getString(1)).isEqualTo("\u2400");
            assertThat((Object[]) row.getArray(2).getArray()).containsExactly("c\u2400", null);
        }
    }

    /** The driver refuses an array of objects where it was one of texts or of ids. */
    @Test
    void anArrayStaysOneOfItsType() throws SQLException {
        DataSource driver = mock();
        Connection connection = mock();
        PreparedStatement statement = mock();
        given(driver.getConnection()).willReturn(connection);
        given(connection.prepareStatement("select ?")).willReturn(statement);
        UUID id = UUID.fromString("019ad000-0000-7000-8000-000000000000");

        try (Connection ours = new PostgresText(driver).getConnection();
                PreparedStatement asked = ours.prepareStatement("select ?")) {
            asked.setObject(1, new String[] {"d\0"});
            asked.setObject(2, new UUID[] {id});
        }

        verify(statement).setObject(1, new String[] {"d\u2400"});
        verify(statement).setObject(2, new UUID[] {id});
        ArgumentCaptor<Object> sent = ArgumentCaptor.captor();
        verify(statement, times(2)).setObject(anyInt(), sent.capture());
        assertThat(sent.getAllValues().getFirst()).isInstanceOf(String[].class);
        assertThat(sent.getAllValues().getLast()).isInstanceOf(UUID[].class);
    }

    @Test
    void whatTheDatabaseSaysIsThrownAsItIs() throws SQLException {
        try (Connection connection = source.getConnection()) {
            assertThatThrownBy(() -> connection.prepareStatement("none"))
                    .isInstanceOf(SQLException.class);
            assertThat(connection).isEqualTo(connection);
        }
    }
}
