package dev.okiagari.database;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** Writes rows a batch at a time, a transaction a batch. */
final class Batches implements HistoryFile.Rows {

    private static final int SIZE = 1000;

    /** What an experiment's document may weigh, a batch may not a thousand times. */
    private static final int WEIGHT = 4 << 20;

    private static final int TRIES = 3;

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final Map<String, Long> added = new LinkedHashMap<>();
    private final List<Object[]> batch = new ArrayList<>();
    private String cluster = "";
    private @Nullable Shape shape;
    private List<Column> columns = List.of();
    private int weight;

    Batches(JdbcTemplate jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    Map<String, Long> added() {
        return added;
    }

    @Override
    public void begin(FileHeader header) {
        cluster = header.cluster();
    }

    @Override
    public void row(Shape next, List<Column> given, JsonNode row) {
        if (!next.equals(shape) || batch.size() == SIZE || weight > WEIGHT) {
            flush();
            shape = next;
            columns = given;
        }
        @Nullable Object[] values = new Object[given.size() + 1];
        values[0] = cluster;
        for (int i = 0; i < given.size(); i++) {
            Object value = given.get(i).value(row.get(i + 1));
            values[i + 1] = value;
            weight += value instanceof String text ? text.length() : 0;
        }
        batch.add(values);
    }

    void flush() {
        Shape current = shape;
        if (current == null || batch.isEmpty()) {
            return;
        }
        long written = write(current.merge(columns), TRIES);
        added.merge(current.table().name(), written, Long::sum);
        batch.clear();
        weight = 0;
    }

    /** Another transaction may have written the same row at the same time; then it is there. */
    private long write(String sql, int tries) {
        try {
            Long written = transaction.execute(_ -> sum(jdbc.batchUpdate(sql, batch)));
            return written == null ? 0 : written;
        } catch (DuplicateKeyException atTheSameTime) {
            if (tries == 1) {
                throw atTheSameTime;
            }
            return write(sql, tries - 1);
        }
    }

    private static long sum(int[] counts) {
        long sum = 0;
        for (int count : counts) {
            sum += Math.max(0, count);
        }
        return sum;
    }
}
