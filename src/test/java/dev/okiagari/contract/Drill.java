package dev.okiagari.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.awaitility.core.ConditionFactory;
import tools.jackson.databind.JsonNode;

/**
 * Something goes wrong around an Okiagari while containers restart and a suspend runs: what its
 * pages said meanwhile, and whether afterwards each restart is stored once or lies in a gap, the
 * suspend has an end, and nothing is left suspended. Each gives a line of a table.
 */
final class Drill {

    private static final Path TABLE = Path.of("target", "fault-drill.md");
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final int SUSPENDED = 20;
    private static final Set<String> ENDED = Set.of("finished", "interrupted");

    private final Lab lab;
    private final String name;
    private final Set<String> apps = new TreeSet<>();
    private final StoredOnce storedOnce;
    private final Map<String, Integer> answers = new TreeMap<>();
    private final Set<String> said = new TreeSet<>();
    private String asleep = "";
    private String experiment = "";

    /**
     * @param name a word for what goes wrong, of which names of workloads are made
     */
    Drill(Lab lab, String name) {
        this.lab = lab;
        this.name = name;
        this.storedOnce = new StoredOnce(lab, apps);
    }

    /** Containers begin to restart, and a suspend begins. */
    void begin(Api api) {
        for (int seconds : List.of(3, 8)) {
            apps.add(name + "-ends-" + seconds);
            lab.deploy(
                    lab.namespace(),
                    name + "-ends-" + seconds,
                    lab.images().victim(),
                    Map.of("EXIT_AFTER", String.valueOf(seconds)));
        }
        asleep = name + "-asleep";
        apps.add(asleep);
        lab.deploy(lab.namespace(), asleep, lab.images().victim(), Map.of("WORKERS", "2"));
        Pod pod = lab.awaitGood(api, asleep, PATIENCE);
        experiment =
                api.started(
                        Faults.with(
                                Faults.request(Faults.container(pod), Faults.suspend(SUSPENDED)),
                                "confirm",
                                List.of("last-ready-replica", "rollout-in-progress", "too-many")));
        api.experiment(experiment, now -> !now.path("injectedAt").isNull());
    }

    /** Looks at the pages as somebody would who wonders what is going on. */
    void look(Api api, Duration time) {
        long end = System.nanoTime() + time.toNanos();
        await().atMost(time.plus(PATIENCE))
                .pollInterval(SECOND)
                .until(() -> {
                    look(api);
                    return System.nanoTime() > end;
                });
    }

    private void look(Api api) {
        for (String page : List.of("/", "/restarts")) {
            String answer;
            try {
                Api.Answer told = api.page(page);
                answer = String.valueOf(told.status());
                said.addAll(words(told.text()));
            } catch (UncheckedIOException unanswered) {
                answer = "unanswered";
            }
            answers.merge(page + " " + answer, 1, Integer::sum);
        }
    }

    private static List<String> words(String page) {
        return List.of(
                        "Disconnected from the cluster since",
                        "Connecting to the cluster since",
                        "Cannot watch",
                        "The database has been away since")
                .stream()
                .filter(page::contains)
                .toList();
    }

    /** Waits until all is as it should be, and says in the table whether it came to be. */
    void verify(Api api, String what) {
        try {
            verified(api, what);
        } catch (AssertionError | RuntimeException red) {
            String why = String.valueOf(red.getMessage()).lines().findFirst().orElse("");
            line("| %s | **red**: %s | | | | |".formatted(what, why.replace('|', '/')));
            throw red;
        }
    }

    private void verified(Api api, String what) {
        patiently()
                .untilAsserted(() ->
                        assertThat(api.get("/api/cluster").expect(200).text())
                                .contains("\"connected\""));
        patiently().until(() -> api.get("/api/experiments/" + experiment).status() == 200);
        JsonNode end = api.ended(experiment, PATIENCE);
        patiently().untilAsserted(() -> assertThat(suspended()).as("suspended").isEmpty());
        patiently().untilAsserted(() -> storedOnce.verify(api));
        assertThat(answers.keySet()).as("pages").noneMatch(one -> one.matches(".* (500|404)"));
        tell(what, storedOnce.count(api), end);
        apps.forEach(app ->
                lab.client()
                        .apps()
                        .deployments()
                        .inNamespace(lab.namespace())
                        .withName(app)
                        .delete());
    }

    private List<String> suspended() {
        return lab.processStates(asleep).values().stream().filter("T"::equals).toList();
    }

    private void tell(String what, StoredOnce.Count count, JsonNode end) {
        assertThat(ENDED).contains(end.path("state").asString());
        String pages =
                answers.entrySet().stream()
                        .map(one -> one.getKey() + " × " + one.getValue())
                        .collect(Collectors.joining(", "));
        line(
                "| %s | %s | %s | %s | %s | %d |"
                        .formatted(
                                what,
                                pages,
                                said.isEmpty() ? "nothing" : String.join("; ", said),
                                count,
                                end.path("state").asString()
                                        + ", "
                                        + end.at("/verdict/outcome").asString(),
                                suspended().size()));
    }

    /** A line of the table, which other classes may have begun. */
    static void line(String line) {
        System.out.printf(Locale.ROOT, "[faults] %s%n", line);
        try {
            List<String> all =
                    new ArrayList<>(
                            Files.exists(TABLE) ? List.of() : List.of(HEAD.split("\n", -1)));
            all.add(line);
            Files.write(TABLE, all, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static final String HEAD =
            """
            | what went wrong | pages meanwhile | what they said | restarts = stored + in gaps | the suspend | left suspended |
            |---|---|---|---|---|---|\
            """;

    private static ConditionFactory patiently() {
        return await().atMost(PATIENCE).pollInterval(SECOND).ignoreExceptions();
    }
}
