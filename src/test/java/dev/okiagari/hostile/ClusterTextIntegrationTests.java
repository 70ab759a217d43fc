package dev.okiagari.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.okiagari.web.Visitor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/** Names, messages, command lines, logs and events on every page, stream and export. */
@HostileTest
@Tag("database")
class ClusterTextIntegrationTests {

    @LocalServerPort private int port;
    @Autowired private ApplicationContext application;
    private Visitor anna = new Visitor(0);
    private Scene scene;

    @BeforeAll
    void somethingHostileHappens() {
        scene = new Scene(application, port);
        scene.play();
        anna = new Visitor(port);
        anna.logIn("anna", HostileTest.PASSWORD);
    }

    private enum Kind {
        PAGE,
        JSON,
        SHEET;

        static Kind of(Routes.Route route) {
            if (route.path().endsWith(".csv")) {
                return SHEET;
            }
            return route.isApi() || route.path().endsWith(".json") ? JSON : PAGE;
        }
    }

    /** Every address that is read, and all that there is to be put into it. */
    private List<String> addresses(Kind kind) {
        List<String> addresses = new ArrayList<>();
        for (Routes.Route route : Routes.of(application).ours()) {
            if (route.isRead()
                    && !route.isStream()
                    && Kind.of(route) == kind
                    && !Set.of("/login", "/api/history/export").contains(route.path())) {
                addresses.addAll(addresses(route.path()));
            }
        }
        return addresses;
    }

    private List<String> addresses(String path) {
        String list =
                switch (path.replaceFirst("/export\\..*", "")) {
                    case "/experiments/{id}", "/api/experiments/{id}" ->
                            "/api/experiments?limit=60";
                    case "/restarts/{id}" -> "/api/restarts?limit=60";
                    case "/liveness/changes/{id}", "/api/probe-changes/{id}" ->
                            "/api/probe-changes";
                    default -> "";
                };
        if (!list.isEmpty()) {
            return scene.ids(list).stream().map(id -> path.replace("{id}", id)).toList();
        }
        return switch (path) {
            case "/pods/{namespace}/{pod}/{container}" ->
                    Stream.concat(
                                    Hostile.ALL.stream()
                                            .map(text ->
                                                    "/pods/"
                                                            + (of(text) + "/").repeat(2)
                                                            + of(text)),
                                    Stream.of(Scene.page()))
                            .toList();
            case "/experiments/new" ->
                    hostile(
                            path
                                    + "?type=signal&signal=TERM&namespace=%1$s&pod=%1$s&container=%1$s");
            case "/liveness/change", "/liveness/change/forecast" ->
                    hostile(
                            path
                                    + "?type=liveness&namespace=%1$s&kind=%1$s&name=%1$s&container=%1$s&handler=%1$s");
            case "/timeline", "/timeline/export.csv", "/api/timeline" -> {
                List<String> all =
                        new ArrayList<>(hostile(path + "?last=24h&namespace=%1$s&workload=%1$s"));
                all.add(path + "?last=24h");
                yield all;
            }
            case "/api/processes" ->
                    List.of(path + "?namespace=practice&pod=hostile&container=hostile");
            case "/proofs/plan" -> List.of(path + "?change=" + Routes.NOBODY);
            default -> List.of(path.replace("{id}", Routes.NOBODY));
        };
    }

    private static List<String> hostile(String pattern) {
        return Hostile.ALL.stream().map(text -> pattern.formatted(of(text))).toList();
    }

    private static String of(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ja"})
    void textOfTheClusterIsTextOnEveryPage(String language) {
        anna.cookie("lang", language);
        int pages = 0;
        int told = 0;
        for (String address : addresses(Kind.PAGE)) {
            HttpResponse<String> said = anna.get(address);
            assertThat(said.statusCode()).as(address).isLessThan(500);
            if (type(said).startsWith("text/html")) {
                pages++;
                told += Pages.check(address, said.body()).text().contains(Hostile.MARK) ? 1 : 0;
            }
            assertHeadersAreOurs(address, said);
        }
        assertThat(pages).isGreaterThan(150);
        assertThat(told).as("pages with text of the cluster").isGreaterThan(130);
    }

    static IntStream numbers() {
        return IntStream.range(0, Hostile.ALL.size());
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void aPageShowsTheTextItself(int number) {
        String text = Hostile.ALL.get(number);
        String address = "/?namespace=" + of(text);

        Html.Parts page = Pages.check(address, anna.get(address).body());

        if (isAscii(text)) {
            assertThat(page.text()).contains(text);
        }
        assertThat(page.text()).contains(Hostile.MARK).doesNotContain("\u202e", "\u2066");
    }

    @Test
    void aCommandLineIsTextOnThePageOfItsContainer() {
        String address = Scene.page();

        assertShowsAll(Pages.check(address, anna.get(address).body()));
    }

    @Test
    void aLogIsTextOnThePageOfTheRestart() {
        String id = scene.items("/api/restarts?pod=" + Scene.POD).getFirst().path("id").asString();

        assertShowsAll(Pages.check(id, anna.get("/restarts/" + id).body()));
    }

    private static void assertShowsAll(Html.Parts page) {
        assertThat(Scene.SPEAKABLE.stream().filter(ClusterTextIntegrationTests::isAscii))
                .hasSizeGreaterThan(25)
                .allSatisfy(text -> assertThat(page.text()).contains(text));
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c >= ' ' && c < 0x7f);
    }

    private static void assertHeadersAreOurs(String address, HttpResponse<String> said) {
        said.headers()
                .map()
                .forEach((name, values) ->
                        values.forEach(value -> {
                            assertThat(name).as(address).doesNotContain(Hostile.MARK);
                            assertThat(value).as(address).matches("[\\x20-\\x7e]*");
                        }));
        assertThat(said.headers().allValues("Set-Cookie"))
                .as(address)
                .noneMatch(cookie -> cookie.startsWith(Hostile.MARK));
    }

    @Test
    void everyAnswerOfTheApiIsJson() {
        int read = 0;
        for (String address : addresses(Kind.JSON)) {
            HttpResponse<String> said = anna.get(address);
            read++;
            JsonMapper.shared().readTree(said.body());
            assertThat(type(said)).as(address).matches("application/(problem\\+)?json.*");
            assertThat(said.statusCode()).as(address).isLessThan(500);
            assertHeadersAreOurs(address, said);
        }
        assertThat(read).isGreaterThan(60);
    }

    @Test
    void noCellOfASheetIsAFormula() {
        int cells = 0;
        for (String address : addresses(Kind.SHEET)) {
            HttpResponse<String> said = anna.get(address);
            if (type(said).startsWith("text/csv")) {
                for (String cell : Sheet.cells(said.body())) {
                    cells++;
                    assertThat(Sheet.isFormula(cell)).as(address + ": " + cell).isFalse();
                }
                assertThat(said.headers().firstValue("Content-Disposition"))
                        .get()
                        .asString()
                        .matches("attachment; filename=\"[a-z0-9.-]+\"");
            }
        }
        assertThat(cells).isGreaterThan(500);
    }

    @Test
    void theWholeHistoryIsLinesOfJson() throws Exception {
        HttpResponse<byte[]> said =
                HttpClient.newHttpClient()
                        .send(
                                request("/api/history/export"),
                                HttpResponse.BodyHandlers.ofByteArray());
        String lines = unpacked(said.body());

        assertThat(lines).contains(Hostile.MARK);
        lines.lines().forEach(line -> JsonMapper.shared().readTree(line));
    }

    private static String unpacked(byte[] bytes) throws IOException {
        try (var gzip = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return new String(gzip.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    static Stream<String> streams() {
        String text = of(Hostile.MARKUP.get(1));
        return Stream.of(
                "/live/pods",
                "/live/pods?q=" + text,
                "/live/container?namespace=%1$s&pod=%1$s&container=%1$s".formatted(text),
                "/live/container?namespace=practice&pod=hostile&container=hostile",
                "/live/experiment?id=EXPERIMENT",
                "/live/timeline",
                "/live/connection");
    }

    @ParameterizedTest
    @MethodSource("streams")
    void whatAPageIsSentLaterIsTextToo(String address) throws Exception {
        String id = scene.ids("/api/experiments?limit=1").getFirst();
        List<String> lines = lines(address.replace("EXPERIMENT", id), 1, () -> {});
        StringBuilder html = new StringBuilder();
        for (String line : lines) {
            assertThat(line).matches("(?s)(data|event|id|retry)?:.*|");
            if (line.startsWith("data:")) {
                html.append(line.substring(5)).append('\n');
            }
        }
        assertThat(html.toString()).isNotBlank();
        Pages.check(address, html.toString());
    }

    @Test
    void anEventOfTheStreamIsALineOfJson() throws Exception {
        List<String> lines = lines("/api/stream", 20, scene::happenAgain);

        assertThat(String.join("\n", lines)).contains(Hostile.MARK);
        for (String line : lines) {
            assertThat(line).matches("(?s)(data|event|id|retry)?:.*|");
            if (line.startsWith("data:")) {
                JsonMapper.shared().readTree(line.substring(5));
            }
        }
    }

    /** The lines of a stream until so many messages have come. Its first one comes at once. */
    private List<String> lines(String address, int messages, Runnable then) throws Exception {
        List<String> lines = new ArrayList<>();
        HttpResponse<Stream<String>> stream =
                HttpClient.newHttpClient()
                        .send(request(address), HttpResponse.BodyHandlers.ofLines());
        try (Stream<String> said = stream.body()) {
            var each = said.iterator();
            int ends = 0;
            then.run();
            while (ends < messages && each.hasNext()) {
                String line = each.next();
                lines.add(line);
                ends += line.isEmpty() && lines.toString().contains("data:") ? 1 : 0;
            }
        }
        return lines;
    }

    private HttpRequest request(String address) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + address))
                .header("Cookie", "okiagari-session=" + anna.cookie("okiagari-session"))
                .header(
                        "Authorization",
                        "Basic "
                                + java.util.Base64.getEncoder()
                                        .encodeToString(
                                                ("anna:" + HostileTest.PASSWORD)
                                                        .getBytes(StandardCharsets.UTF_8)))
                .header("Last-Event-ID", "another-0")
                .timeout(Duration.ofSeconds(30))
                .build();
    }

    /** Each parameter that a page or a call has, whatever it means. */
    @Test
    void whatStandsInAnAddressIsTextOnThePage() {
        Set<String> names = new LinkedHashSet<>();
        for (Routes.Route route : Routes.of(application).ours()) {
            names.addAll(Parameters.of(route.handler()));
        }
        assertThat(names).contains("q", "namespace", "user", "cursor", "drawn", "from");
        for (Routes.Route route : Routes.of(application).ours()) {
            if (route.isRead() && !route.isStream()) {
                for (int i = 0; i < Hostile.ALL.size(); i += 4) {
                    reflect(route, names, Hostile.ALL.get(i));
                }
            }
        }
    }

    private void reflect(Routes.Route route, Set<String> names, String text) {
        List<String> own = Parameters.of(route.handler());
        String query =
                String.join(
                        "&",
                        names.stream()
                                .filter(name -> own.isEmpty() || own.contains(name))
                                .map(name -> name + "=" + of(text))
                                .toList());
        String whole =
                route.path().replace("{id}", Routes.NOBODY).replaceAll("\\{[^}]+}", of(text))
                        + "?"
                        + query;
        // A longer line is none, whatever stands in it.
        String address =
                whole.substring(0, Math.min(whole.length(), 3_500)).replaceFirst("%.?$", "");
        HttpResponse<String> said = got(address);
        assertThat(said.statusCode()).as(address).isLessThan(500);
        if (type(said).startsWith("text/html")) {
            Pages.check(address, said.body());
        } else if (type(said).contains("json")) {
            JsonMapper.shared().readTree(said.body());
        }
        assertHeadersAreOurs(address, said);
    }

    private HttpResponse<String> got(String address) {
        try {
            return anna.get(address);
        } catch (IllegalStateException failed) {
            throw new AssertionError(address, failed);
        }
    }

    private static String type(HttpResponse<?> said) {
        return said.headers().firstValue("Content-Type").orElse("");
    }
}
