package dev.okiagari.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
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

    @Test
    void whatTheDatabaseSaysIsThrownAsItIs() throws SQLException {
        try (Connection connection = source.getConnection()) {
            assertThatThrownBy(() -> connection.prepareStatement("none"))
                    .isInstanceOf(SQLException.class);
            assertThat(connection).isEqualTo(connection);
        }
    }
}
