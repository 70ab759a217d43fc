package dev.okiagari.database;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes what is kept of a cluster into a file: lines of JSON, compressed. The first is a {@link
 * FileHeader}, each other one a row, the last says how many there were. It is read in pages, so
 * that its size costs no memory and whoever writes meanwhile is not held up; what is written
 * meanwhile may be in it or not.
 */
@Component
public class HistoryExport {

    private final JdbcTemplate jdbc;
    private final Shapes shapes;
    private final Clock clock;
    private final JsonMapper json = JsonMapper.builder().build();

    HistoryExport(JdbcTemplate jdbc, Shapes shapes, Clock clock) {
        this.jdbc = jdbc;
        this.shapes = shapes;
        this.clock = clock;
    }

    /** Leaves {@code out} open. */
    public void write(String clusterId, OutputStream out) {
        List<Shape> all = shapes.all();
        try {
            GZIPOutputStream zipped = new GZIPOutputStream(out, 1 << 16);
            line(zipped, header(clusterId, all));
            long rows = 0;
            for (Shape shape : all) {
                rows += table(zipped, clusterId, shape);
            }
            line(zipped, Map.of("rows", rows));
            zipped.finish();
        } catch (IOException readerIsGone) {
            throw new UncheckedIOException(readerIsGone);
        }
    }

    private FileHeader header(String clusterId, List<Shape> all) {
        Map<String, List<String>> columns = new LinkedHashMap<>();
        all.forEach(shape -> columns.put(shape.table().name(), shape.names()));
        return new FileHeader(
                FileHeader.KIND,
                FileHeader.VERSION,
                clusterId,
                clock.instant().toString(),
                columns);
    }

    private void line(OutputStream out, Object value) throws IOException {
        out.write(json.writeValueAsBytes(value));
        out.write('\n');
    }

    private long table(OutputStream out, String clusterId, Shape shape) {
        long rows = 0;
        List<Object> after = shape.identity() == null ? List.of() : List.of(Long.MIN_VALUE);
        while (true) {
            Page page = new Page(shape, out);
            jdbc.query(shape.page(after.isEmpty()), page::row, arguments(clusterId, shape, after));
            rows += page.rows;
            if (page.rows < shape.pageSize()) {
                return rows;
            }
            after = page.last;
        }
    }

    private static Object[] arguments(String clusterId, Shape shape, List<Object> after) {
        List<Object> all = new ArrayList<>();
        all.add(clusterId);
        if (shape.identity() == null && !after.isEmpty()) {
            all.add(after.getFirst());
        }
        all.addAll(after);
        return all.toArray();
    }

    /** Writes rows as they come from the database. */
    private final class Page {

        private final Shape shape;
        private final OutputStream out;
        private List<Object> last = List.of();
        private int rows;

        private Page(Shape shape, OutputStream out) {
            this.shape = shape;
            this.out = out;
        }

        private void row(ResultSet row) throws SQLException {
            rows++;
            List<Object> key = new ArrayList<>();
            for (String column : shape.order()) {
                key.add(Objects.requireNonNull(row.getObject(column)));
            }
            last = key;
            List<@Nullable Object> values = new ArrayList<>();
            values.add(shape.table().name());
            for (Column column : shape.columns()) {
                values.add(column.written(row));
            }
            try {
                line(out, values);
            } catch (IOException readerIsGone) {
                throw new UncheckedIOException(readerIsGone);
            }
        }
    }
}
