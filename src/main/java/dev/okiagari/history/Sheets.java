package dev.okiagari.history;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rows of one transaction, those of a kind together: each kind is one batch. */
final class Sheets {

    private final Map<Sheet, List<MapSqlParameterSource>> rows = new EnumMap<>(Sheet.class);

    void add(Sheet sheet, MapSqlParameterSource row) {
        rows.computeIfAbsent(sheet, any -> new ArrayList<>()).add(row);
    }

    void write(JdbcClient jdbc, NamedParameterJdbcOperations batches, Changes changes) {
        rows.forEach((sheet, all) -> {
            int[] written = batches.batchUpdate(sheet.sql, all.toArray(SqlParameterSource[]::new));
            String idSql = sheet.idSql;
            for (int i = 0; idSql != null && i < written.length; i++) {
                if (written[i] != 0) {
                    sheet.tell(changes, ids(jdbc, idSql, all.get(i)));
                }
            }
        });
    }

    static List<Long> ids(JdbcClient jdbc, String sql, SqlParameterSource row) {
        return jdbc.sql(sql).paramSource(row).query((found, index) -> found.getLong(1)).list();
    }
}
