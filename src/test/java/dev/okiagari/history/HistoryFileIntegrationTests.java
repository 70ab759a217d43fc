package dev.okiagari.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.okiagari.cluster.ClusterEvent;
import dev.okiagari.cluster.KubeEvent;
import dev.okiagari.cluster.PodRef;
import dev.okiagari.database.HistoryExport;
import dev.okiagari.database.HistoryImport;
import dev.okiagari.database.ImportResult;
import dev.okiagari.database.Portable;
import dev.okiagari.database.PortableTable;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The history out of a database and into one, as a file that may be anything. */
@Tag("database")
@SpringBootTest(
        classes = HistoryTestApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:file",
            "okiagari.database.import-limit=1MB"
        })
class HistoryFileIntegrationTests {

    private static final UUID EXPERIMENT = UUID.fromString("019aaaaa-0000-7000-8000-000000000001");

    @Autowired private ApplicationContext here;
    @Autowired private HistoryExport export;
    @Autowired private HistoryImport imports;
    @Autowired private History history;
    @Autowired private HistoryTables tables;
    @Autowired private List<Portable> portables;
    @Autowired private JdbcClient jdbc;

    @TempDir Path directory;

    @BeforeEach
    void begin() {
        tables.empty();
    }

    @Test
    void whatComesOutGoesInAndComesOutTheSame() {
        fill(here);
        List<String> before = lines(exported(export));
        List<Restart> restarts = history.restarts(HistoryQuery.all()).items();
        tables.empty();

        ImportResult result = imports.read(new ByteArrayInputStream(zipped(before)));

        assertThat(result)
                .isInstanceOfSatisfying(
                        ImportResult.Imported.class,
                        done -> {
                            assertThat(done.clusterId()).isEqualTo(ShownCluster.ID);
                            assertThat(done.rows()).isEqualTo(before.size() - 2);
                            assertThat(done.added().values().stream().mapToLong(n -> n).sum())
                                    .isEqualTo(done.rows());
                            assertThat(done.added())
                                    .containsEntry("restart", 1L)
                                    .containsEntry("claim", 1L);
                        });
        assertThat(lines(exported(export))).containsExactlyElementsOf(before);
        assertThat(history.restarts(HistoryQuery.all()).items())
                .usingRecursiveComparison()
                .ignoringFields("id")
                .isEqualTo(restarts);
    }

    @Test
    void importingTwiceChangesNothing() {
        fill(here);
        byte[] file = exported(export);
        List<String> before = lines(file);

        ImportResult again = imports.read(new ByteArrayInputStream(file));

        assertThat(again)
                .isInstanceOfSatisfying(
                        ImportResult.Imported.class,
                        done ->
                                assertThat(done.added().values().stream().mapToLong(n -> n).sum())
                                        .isZero());
        assertThat(lines(exported(export))).containsExactlyElementsOf(before);
    }

    /** The other end is PostgreSQL where the tests run on it. */
    @Test
    void aFileOfH2IsReadHere() throws IOException {
        Path file = directory.resolve("history.gz");
        List<String> written;
        try (ConfigurableApplicationContext h2 =
                new SpringApplicationBuilder(HistoryTestApplication.class)
                        .web(WebApplicationType.NONE)
                        .run("--spring.datasource.url=jdbc:h2:file:" + directory + "/source")) {
            fill(h2);
            Files.write(file, exported(h2.getBean(HistoryExport.class)));
            written = lines(Files.readAllBytes(file));
        }

        assertThat(imports.read(file)).isInstanceOf(ImportResult.Imported.class);

        assertThat(lines(exported(export))).containsExactlyElementsOf(written);
    }

    @Test
    void moreThanAPageOfEachTableIsReadOnce() {
        List<Fact> facts = new ArrayList<>();
        Memory memory = here.getBean(Archive.class).load(ShownCluster.ID, Pods.at(0));
        for (int i = 0; i < 4500; i++) {
            facts.addAll(
                    memory.apply(
                            new ClusterEvent.PodObserved(
                                    null, Pods.running("pod-" + i, 1, 0, 0), Pods.at(1))));
        }
        here.getBean(Ledger.class).write(ShownCluster.ID, facts, Pods.at(1));
        here.getBean(Ledger.class)
                .write("another", List.of(facts.getFirst(), facts.getLast()), Pods.at(1));

        List<String> lines = lines(exported(export));

        assertThat(lines.stream().filter(line -> line.startsWith("[\"run\""))).hasSize(4500);
        assertThat(lines.stream().filter(line -> line.startsWith("[\"pod\""))).hasSize(4500);
        assertThat(lines).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({
        "a line that is no JSON, 4, malformed",
        "a line too few values, 4, width",
        "an unknown kind of row, 4, malformed",
        "a text too long, 3, too-long",
        "a wrong type, 3, type",
        "a time that is none, 3, type",
        "a time out of all bounds, 3, type",
        "a null where none may be, 3, missing",
        "a NUL, 3, type",
        "a newer format, 1, newer",
        "an unknown column, 1, unknown-column",
        "an unknown table, 1, unknown-table",
        "a column that is missing, 1, missing",
        "something else, 1, no-history",
        "an empty file, 1, cut",
        "no last line, 5, cut",
        "a wrong count, 5, count",
        "more after the end, 6, after-end",
        "a line without end, 4, long-line",
    })
    void aFileWithAnythingWrongInItIsRefusedByItsLine(String what, long line, String reason) {
        byte[] bad = zipped(Broken.valueOf(what.toUpperCase(Locale.ROOT).replace(' ', '_')).of());

        assertThat(imports.read(new ByteArrayInputStream(bad)))
                .isInstanceOfSatisfying(
                        ImportResult.Refused.class,
                        refused -> {
                            assertThat(refused.reason().key())
                                    .isEqualTo("database.import." + reason);
                            assertThat(refused.line()).isEqualTo(line);
                        });
        assertThat(gaps()).isZero();
    }

    @Test
    void aFileThatIsWholeIsRead() {
        assertThat(imports.read(new ByteArrayInputStream(zipped(Broken.WHOLE))))
                .isInstanceOf(ImportResult.Imported.class);
        assertThat(gaps()).isEqualTo(3);
    }

    @Test
    void whatIsNotCompressedIsNoFileOfOurs() {
        assertThat(imports.read(new ByteArrayInputStream("{}\n".getBytes(StandardCharsets.UTF_8))))
                .isInstanceOfSatisfying(
                        ImportResult.Refused.class,
                        refused ->
                                assertThat(refused.reason().key())
                                        .isEqualTo("database.import.not-zipped"));
    }

    @Test
    void compressedDataThatAreCutOrDamagedAreRefused() {
        fill(here);
        byte[] file = exported(export);
        byte[] damaged = file.clone();
        damaged[file.length / 2] ^= 0x55;

        for (byte[] bad : List.of(Arrays.copyOf(file, file.length - 10), damaged)) {
            assertThat(imports.read(new ByteArrayInputStream(bad)))
                    .isInstanceOf(ImportResult.Refused.class);
        }
    }

    @Test
    void aFileThatIsTooLargeIsNotKept() {
        assertThat(imports.read(new ByteArrayInputStream(new byte[(1 << 20) + 1])))
                .isInstanceOf(ImportResult.TooLarge.class);
    }

    @Test
    void oneFileIsReadAtATime() throws Exception {
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        AtomicReference<ImportResult> first = new AtomicReference<>();
        InputStream slow =
                new ByteArrayInputStream(zipped(Broken.WHOLE)) {
                    @Override
                    public int read(byte[] into) throws IOException {
                        reading.countDown();
                        try {
                            go.await(20, TimeUnit.SECONDS);
                        } catch (InterruptedException stopped) {
                            Thread.currentThread().interrupt();
                        }
                        return super.read(into);
                    }
                };
        Thread thread = Thread.ofVirtual().start(() -> first.set(imports.read(slow)));
        reading.await();

        assertThat(imports.read(new ByteArrayInputStream(zipped(Broken.WHOLE))))
                .isInstanceOf(ImportResult.Busy.class);

        go.countDown();
        thread.join(Duration.ofSeconds(20));
        assertThat(first.get()).isInstanceOf(ImportResult.Imported.class);
    }

    @Test
    void everyTableOfTheHistoryIsInTheFile() {
        List<String> known =
                portables.stream()
                        .flatMap(portable -> portable.tables().stream())
                        .map(PortableTable::table)
                        .toList();

        assertThat(
                        jdbc.sql(
                                        """
                                        select lower(table_name) from information_schema.tables
                                        where lower(table_name) like 'history\\_%' escape '\\'
                                          and table_type = 'BASE TABLE'
                                          and table_schema = current_schema
                                        """)
                                .query(String.class)
                                .list())
                .isNotEmpty()
                .isSubsetOf(known);
    }

    private long gaps() {
        return history.gaps(HistoryQuery.all()).items().size();
    }

    /** Something of each kind. */
    private static void fill(ApplicationContext context) {
        Ledger ledger = context.getBean(Ledger.class);
        Memory memory = context.getBean(Archive.class).load(ShownCluster.ID, Pods.at(0));
        List<ClusterEvent> events =
                List.of(
                        new ClusterEvent.PodsListed(
                                ShownCluster.ID, null, null, Set.of(), Pods.at(0)),
                        new ClusterEvent.PodObserved(
                                null, Pods.running("web", 1, 0, 0), Pods.at(1)),
                        new ClusterEvent.EventObserved(
                                new KubeEvent(
                                        "event",
                                        "shop",
                                        "Pod",
                                        "web",
                                        "uid-web-0",
                                        "app",
                                        "Warning",
                                        "Unhealthy",
                                        "Liveness probe failed: \"quoted\", \\ and 起き上がり",
                                        3,
                                        Pods.at(50),
                                        Pods.at(70),
                                        "kubelet"),
                                Pods.at(70)),
                        new ClusterEvent.PodObserved(
                                null, Pods.restarted("web", 2, 3, 100, 1), Pods.at(100)));
        for (ClusterEvent event : events) {
            ledger.write(ShownCluster.ID, memory.apply(event), Pods.at(100));
        }
        context.getBean(TransactionTemplate.class)
                .executeWithoutResult(_ ->
                        context.getBean(Claims.class)
                                .claim(
                                        EXPERIMENT,
                                        new PodRef("shop", "web", "uid-web-0"),
                                        "app",
                                        Pods.id(2)));
    }

    private static byte[] exported(HistoryExport export) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        export.write(ShownCluster.ID, out);
        return out.toByteArray();
    }

    /** All rows in a certain order: a database may have any. */
    private static List<String> lines(byte[] file) {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(file))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static byte[] zipped(List<String> lines) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            for (String line : lines) {
                zip.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return out.toByteArray();
    }

    /** Files that differ in one thing from one that is whole. */
    private enum Broken {
        A_LINE_THAT_IS_NO_JSON(line(4, _ -> "[\"gap\", ")),
        A_LINE_TOO_FEW_VALUES(line(4, text -> text.replace(",null", ""))),
        AN_UNKNOWN_KIND_OF_ROW(line(4, text -> text.replace("gap", "gasp"))),
        A_TEXT_TOO_LONG(line(3, text -> text.replace("overflow", "overflow".repeat(10)))),
        A_WRONG_TYPE(line(3, text -> text.replace("null", "\"three\""))),
        A_TIME_THAT_IS_NONE(line(3, text -> text.replace("2026-11-24T12:00:00Z", "noon"))),
        A_TIME_OUT_OF_ALL_BOUNDS(
                line(3, text -> text.replace("2026-11-24T12", "+999999999-11-24T12"))),
        A_NULL_WHERE_NONE_MAY_BE(line(3, text -> text.replace("\"overflow\"", "null"))),
        A_NUL(line(3, text -> text.replace("overflow", "over\\u0000flow"))),
        A_NEWER_FORMAT(line(1, text -> text.replace("\"version\":1", "\"version\":2"))),
        AN_UNKNOWN_COLUMN(line(1, text -> text.replace("missed", "mist"))),
        AN_UNKNOWN_TABLE(line(1, text -> text.replace("\"gap\"", "\"dream\""))),
        A_COLUMN_THAT_IS_MISSING(line(1, text -> text.replace(",\"reason\"", ""))),
        SOMETHING_ELSE(line(1, _ -> "{\"kind\":\"Pod\"}")),
        AN_EMPTY_FILE(_ -> List.of()),
        NO_LAST_LINE(lines -> lines.subList(0, 4)),
        A_WRONG_COUNT(line(5, text -> text.replace("3", "4"))),
        MORE_AFTER_THE_END(lines -> {
            List<String> more = new ArrayList<>(lines);
            more.add(lines.get(3));
            return more;
        }),
        A_LINE_WITHOUT_END(line(4, text -> text + " ".repeat(9 << 20)));

        private static final List<String> WHOLE =
                List.of(
                        "{\"okiagari\":\"history\",\"version\":1,\"cluster\":\"cluster-1\",\"tables\":{\"gap\":[\"natural_key\",\"happened_at\",\"from_at\",\"reason\",\"missed\",\"explanation\"]}}",
                        gap("one"),
                        gap("two"),
                        gap("three"),
                        "{\"rows\":3}");

        private final UnaryOperator<List<String>> change;

        Broken(UnaryOperator<List<String>> change) {
            this.change = change;
        }

        List<String> of() {
            return change.apply(WHOLE);
        }

        private static String gap(String key) {
            return "[\"gap\",\"%s\",\"2026-11-24T12:00:00Z\",\"2026-11-24T12:00:00Z\",\"overflow\",null,\"history.gap.overflow\"]"
                    .formatted(key);
        }

        private static UnaryOperator<List<String>> line(int number, UnaryOperator<String> change) {
            return lines -> {
                List<String> changed = new ArrayList<>(lines);
                changed.set(number - 1, change.apply(lines.get(number - 1)));
                return changed;
            };
        }
    }
}
