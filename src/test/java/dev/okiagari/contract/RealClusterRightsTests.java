package dev.okiagari.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.IngressBuilder;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * Each verb that the manifests give is taken away in turn: what needs it says so, the rest goes on.
 * Two processes at a time.
 */
@Tag("long")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealClusterRightsTests {

    /** Given by no manifest. */
    private static final String NEVER = "create pods";

    private final ExecutorService two = Executors.newFixedThreadPool(2);
    private final Map<Right, Future<Seen>> trials = new LinkedHashMap<>();
    private Path directory;
    private Lab lab;
    private Accounts accounts;
    private Seen whole;

    /**
     * What one Okiagari said.
     *
     * @param missing the permissions that the cluster does not give, with what does not work
     * @param functions of each, whether it works
     * @param traces lines of its log that belong to a stack trace
     */
    record Seen(Map<String, String> missing, Map<String, String> functions, List<String> traces) {}

    @BeforeAll
    void deploy() throws Exception {
        lab = new Lab(RealCluster.kubeconfig(), RealCluster.images());
        directory = Okiagari.directory(getClass().getSimpleName());
        lab.open();
        accounts = new Accounts(lab.client(), lab.namespace());
        String here = lab.namespace();
        lab.deploy(here, "calm", lab.images().sinatra(), Map.of());
        lab.deploy(here, "spare", lab.images().sinatra(), Map.of());
        lab.statefulSet(here, "steady", lab.spec("steady", lab.images().victim(), Map.of(), null));
        lab.daemonSet(
                here, "everywhere", lab.spec("everywhere", lab.images().victim(), Map.of(), null));
        lab.deploy(here, "ailing", ailing());
        ingress();
        lab.awaitReady(here, "calm", "spare", "steady", "everywhere");
        whole = trial(null);
        for (Right right : Accounts.rights()) {
            trials.put(right, two.submit(() -> trial(right)));
        }
    }

    /** Whose probe fails, so that there is something to count. */
    private PodSpec ailing() {
        PodSpec spec = lab.spec("ailing", lab.images().victim(), Map.of(), null);
        spec.getContainers()
                .getFirst()
                .setReadinessProbe(
                        new ProbeBuilder()
                                .withNewTcpSocket()
                                .withNewPort(9)
                                .endTcpSocket()
                                .withPeriodSeconds(2)
                                .build());
        return spec;
    }

    private void ingress() {
        lab.client()
                .network()
                .v1()
                .ingresses()
                .inNamespace(lab.namespace())
                .resource(
                        new IngressBuilder()
                                .withNewMetadata()
                                .withName("shop")
                                .endMetadata()
                                .withNewSpec()
                                .addNewRule()
                                .withHost(Functions.HOST)
                                .endRule()
                                .withNewDefaultBackend()
                                .withNewService()
                                .withName("shop")
                                .withNewPort()
                                .withNumber(80)
                                .endPort()
                                .endService()
                                .endDefaultBackend()
                                .endSpec()
                                .build())
                .create();
    }

    @AfterAll
    void remove() {
        two.shutdownNow();
        if (accounts != null) {
            accounts.close();
        }
        if (lab != null) {
            lab.close();
        }
    }

    static List<Right> rights() {
        return Accounts.rights();
    }

    private Seen trial(@Nullable Right missing) {
        String name =
                missing == null
                        ? "whole"
                        : "without-" + missing.toString().replaceAll("[^a-z]+", "-");
        Path own = directory.resolve(name);
        Path kubeconfig = accounts.kubeconfig(name, missing, own);
        try (Okiagari okiagari =
                Okiagari.watching(
                        kubeconfig,
                        own,
                        "--okiagari.probes.source=kubelet",
                        "--okiagari.probes.insecure=true",
                        "--okiagari.probes.interval=2s")) {
            Api api = okiagari.api();
            Functions functions = new Functions(api, lab);
            Map<String, String> tried = functions.tried();
            if (missing == null || missing.resource().equals("pods/log")) {
                tried.put("words", functions.words("spare"));
            }
            return new Seen(missing(api), tried, traces(okiagari.output()));
        }
    }

    private Map<String, String> missing(Api api) {
        Map<String, String> missing = new TreeMap<>();
        for (JsonNode one : api.list("/api/permissions", Map.of("namespace", lab.namespace()))) {
            if (!one.path("allowed").asBoolean(false)) {
                missing.put(
                        one.path("verb").asString() + " " + one.path("resource").asString(),
                        one.at("/disables/text").asString(""));
            }
        }
        return missing;
    }

    private static List<String> traces(String log) {
        return log.lines().filter(line -> line.matches("\\s+at .*|Caused by: .*")).toList();
    }

    @Test
    void withAllOfThemEverythingWorks() {
        assertThat(whole.functions().values())
                .as("%s", whole.functions())
                .containsOnly(Functions.WORKS);
        assertThat(whole.missing().keySet()).containsExactly(NEVER);
        assertThat(whole.traces()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("rights")
    void whatAMissingVerbDisablesNamesItAndTheRestGoesOn(Right right) throws Exception {
        Seen seen = seen(right);
        Map<String, String> wanted = MissingRights.effect(right.toString());
        System.out.printf("[contract] rights: without %s: %s%n", right, broken(seen));

        assertThat(seen.missing().keySet()).containsExactlyInAnyOrder(NEVER, right.toString());
        assertThat(seen.missing().get(right.toString())).isNotBlank();
        assertThat(broken(seen).keySet()).as("%s", broken(seen)).isEqualTo(wanted.keySet());
        wanted.forEach((function, says) ->
                assertThat(seen.functions().get(function)).as(function).contains(says));
        assertThat(seen.traces()).isEmpty();
    }

    private Seen seen(Right right) throws InterruptedException, ExecutionException {
        Future<Seen> trial = trials.get(right);
        assertThat(trial).isNotNull();
        return trial.get();
    }

    private static Map<String, String> broken(Seen seen) {
        Map<String, String> broken = new TreeMap<>(seen.functions());
        broken.values().removeIf(Functions.WORKS::equals);
        return broken;
    }

    @Test
    void everyVerbIsTakenAwayOnce() {
        assertThat(trials).hasSize(new HashSet<>(Accounts.rights()).size());
        assertThat(trials.keySet())
                .extracting(Right::toString)
                .containsAll(Set.of("get pods/exec"));
    }
}
