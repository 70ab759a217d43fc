package dev.okiagari.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import dev.okiagari.database.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What each earlier program has written, in the hands of today's. */
@Tag("database")
class UpgradeTests {

    private static final List<String> PAGES =
            List.of("/", "/restarts", "/timeline", "/experiments", "/liveness", "/audit");

    static Stream<ReleasedDatabase> released() {
        return ReleasedDatabase.all();
    }

    @Test
    void thereAreSome() {
        assertThat(released()).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("released")
    void migrationsLeaveEachValueOfEachRow(ReleasedDatabase old) throws SQLException {
        String url = database(Okiagari.directory("migrated-" + old));
        old.writeTo(url);
        Map<String, List<String>> columns = columns(url);
        Map<String, List<String>> before = rows(url, columns);

        ReleasedDatabase.flyway(url).load().migrate();

        assertThat(rows(url, columns)).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("released")
    void todaysProgramReadsEachRow(ReleasedDatabase old) throws SQLException, IOException {
        Path data = Okiagari.directory("upgraded-" + old);
        String url = database(data);
        old.writeTo(url);
        Map<KeptAs, Set<List<String>>> kept = kept(url);
        assertThat(kept.get(KeptAs.RESTARTS)).isNotEmpty();
        assertThat(kept.get(KeptAs.VERDICTS)).isNotEmpty();
        List<String> unfinished = unfinished(url);
        Path practice = Files.createDirectories(data.resolve("practice"));
        Files.writeString(practice.resolve("cluster-id"), old.cluster());

        try (Okiagari okiagari =
                Okiagari.practising(
                        data, "--spring.datasource.url=" + url, "--okiagari.history.keep=3650d")) {
            Api api = okiagari.api();
            assertSoftly(soft ->
                    kept.forEach((as, rows) ->
                            soft.assertThat(as.told(api)).as("%s", as).containsAll(rows)));
            assertThat(unfinished).allSatisfy(api::ended);
            assertThat(pages(kept))
                    .allSatisfy(page -> assertThat(api.page(page).status()).isEqualTo(200));
            assertThat(okiagari.output().lines()).noneMatch(line -> line.contains(" ERROR "));
        }
        var migrations = ReleasedDatabase.flyway(url).load().info();
        assertThat(migrations.pending()).isEmpty();
        assertThat(migrations.applied()).hasSameSizeAs(migrations.all());
    }

    private static Map<KeptAs, Set<List<String>>> kept(String url) {
        return Arrays.stream(KeptAs.values())
                .collect(Collectors.toMap(as -> as, as -> as.kept(jdbc(url))));
    }

    private static List<String> pages(Map<KeptAs, Set<List<String>>> kept) {
        Stream<String> experiments =
                kept.getOrDefault(KeptAs.EXPERIMENTS, Set.of()).stream()
                        .map(row -> "/experiments/" + row.getFirst());
        return Stream.concat(PAGES.stream(), experiments).toList();
    }

    private static List<String> unfinished(String url) {
        return jdbc(url)
                .sql("select id from experiment where state not in ('FINISHED', 'INTERRUPTED')")
                .query(String.class)
                .list();
    }

    private static String database(Path directory) {
        return TestDatabase.isPostgres()
                ? TestDatabase.newSchema()
                : "jdbc:h2:file:" + directory + "/okiagari";
    }

    private static JdbcClient jdbc(String url) {
        return JdbcClient.create(new DriverManagerDataSource(url, RowsAsSql.login(url)));
    }

    private static Map<String, List<String>> columns(String url) {
        return jdbc(url)
                .sql(
                        """
                        select lower(c.table_name), lower(c.column_name)
                        from information_schema.columns c join information_schema.tables t
                          on t.table_schema = c.table_schema and t.table_name = c.table_name
                        where c.table_schema = current_schema and t.table_type = 'BASE TABLE'
                          and c.table_name <> 'flyway_schema_history'
                        """)
                .query((row, _) -> Map.entry(row.getString(1), row.getString(2)))
                .list()
                .stream()
                .collect(
                        Collectors.groupingBy(
                                Map.Entry::getKey,
                                TreeMap::new,
                                Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    private static Map<String, List<String>> rows(String url, Map<String, List<String>> columns) {
        Map<String, List<String>> rows = new TreeMap<>();
        columns.forEach((table, names) ->
                rows.put(
                        table,
                        jdbc(url)
                                .sql("select %s from %s".formatted(String.join(", ", names), table))
                                .query()
                                .listOfRows()
                                .stream()
                                .map(Map::toString)
                                .sorted()
                                .toList()));
        return rows;
    }
}
