package dev.okiagari.web;

import dev.okiagari.cluster.ClusterInfo;
import dev.okiagari.cluster.ClusterKind;
import dev.okiagari.cluster.Connection;
import dev.okiagari.cluster.ContainerRef;
import dev.okiagari.cluster.ContainerState;
import dev.okiagari.cluster.Message;
import dev.okiagari.cluster.PodSnapshot;
import dev.okiagari.cluster.Probes;
import dev.okiagari.cluster.WorkloadRef;
import dev.okiagari.database.Database;
import dev.okiagari.history.Restart;
import dev.okiagari.history.RestartCause;
import dev.okiagari.history.RestartSummary;
import dev.okiagari.liveness.Coverage;
import dev.okiagari.liveness.ProbeChanges;
import dev.okiagari.proof.Proofs;
import dev.okiagari.safety.Actor;
import dev.okiagari.safety.Rights;
import dev.okiagari.security.Actors;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mockito.Mockito;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.web.server.WebFilter;

/**
 * The pages alone, over a cluster and a history that tests decide. Run it to look at them: the
 * first argument may be {@code empty}, {@code disconnected} or {@code many}.
 */
@EnableAutoConfiguration(
        excludeName = {
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
            "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration",
            "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration"
        })
@ComponentScan(
        basePackageClasses = Coverage.class,
        useDefaultFilters = false,
        includeFilters =
                @ComponentScan.Filter(
                        type = FilterType.REGEX,
                        pattern = "dev\\.okiagari\\.liveness\\.(Coverage|TermReadings)"))
@Import({
    Assets.class,
    AuditExport.class,
    AuditPage.class,
    ChangeBoard.class,
    Changes.class,
    Chrome.class,
    ChromeAdvice.class,
    ContainerPage.class,
    ContainerViews.class,
    Database.class,
    Drawn.class,
    ErrorAnswers.class,
    ExperimentExport.class,
    ExperimentsPage.class,
    Faults.class,
    Drifts.class,
    Fragments.class,
    HaltPage.class,
    InputProblems.class,
    Inspections.class,
    LivePages.class,
    PermissionsPage.class,
    Json.class,
    Laps.class,
    LivenessApi.class,
    LivenessExport.class,
    LivenessPage.class,
    PodGroups.class,
    PodsPage.class,
    PodsViews.class,
    ProbeCast.class,
    ProbeChangePage.class,
    Problems.class,
    ProofBoard.class,
    ProofPage.class,
    RecoveriesApi.class,
    RecoveryStory.class,
    RecoveryTrends.class,
    Reports.class,
    RolloutStory.class,
    RestartPage.class,
    RestartsPage.class,
    Pulse.class,
    Situation.class,
    Texts.class,
    TimelineApi.class,
    TimelineExport.class,
    TimelinePage.class,
    TimelineStory.class
})
class PagesTestApplication {

    public static void main(String[] arguments) {
        ConfigurableApplicationContext context =
                SpringApplication.run(PagesTestApplication.class, arguments);
        String what = arguments.length == 0 ? "" : arguments[0];
        Scene.play(what, context.getBean(ShownCluster.class), context.getBean(ShownPast.class));
    }

    @Bean
    ShownCluster cluster() {
        return new ShownCluster();
    }

    @Bean
    Clock clock() {
        return Clock.fixed(PagesFixture.NOW, ZoneOffset.UTC);
    }

    @Bean
    ShownPast past() {
        return new ShownPast();
    }

    @Bean
    ShownCounts counts() {
        return new ShownCounts();
    }

    @Bean
    ShownHangs hangs() {
        return new ShownHangs();
    }

    @Bean
    ShownBench bench() {
        return new ShownBench();
    }

    @Bean
    ProbeChanges probeChanges() {
        return Mockito.mock(ProbeChanges.class);
    }

    @Bean
    Proofs proofs() {
        return Mockito.mock(Proofs.class);
    }

    /** Stands in for the security that tells pages who asks. */
    @Bean
    WebFilter somebody() {
        return (exchange, chain) -> {
            exchange.getAttributes()
                    .put(Actors.class.getName(), new Actor("tester", null, "none", Rights.ALL));
            return chain.filter(exchange);
        };
    }

    @Bean
    SecurityWebFilterChain open(ServerHttpSecurity http) {
        return http.authorizeExchange(all -> all.anyExchange().permitAll())
                .csrf(ServerHttpSecurity.CsrfSpec::disable)
                .build();
    }

    /** What there is to look at. */
    private static final class Scene {

        static void play(String what, ShownCluster cluster, ShownPast past) {
            switch (what) {
                case "empty" -> {}
                case "disconnected" -> {
                    cluster.show(teaching(past));
                    cluster.is(
                            PagesFixture.lab(),
                            new Connection(
                                    Connection.State.DISCONNECTED,
                                    PagesFixture.NOW,
                                    Message.of(
                                            "web.state.pod",
                                            "Connection refused: 127.0.0.1:6443")));
                }
                case "many" -> cluster.show(many());
                default -> {
                    cluster.is(
                            new ClusterInfo(
                                    "p",
                                    "practice",
                                    ClusterKind.PRACTICE,
                                    "v1.36.2",
                                    Duration.ofSeconds(3)),
                            PagesFixture.connected());
                    cluster.show(teaching(past));
                }
            }
        }

        private static List<PodSnapshot> many() {
            List<PodSnapshot> pods = new ArrayList<>();
            for (int i = 0; i < 10_000; i++) {
                pods.add(
                        PagesFixture.pod(
                                new WorkloadRef("ns-" + i % 40, "Deployment", "app-" + i % 2500),
                                "app-" + i % 2500 + "-7d9c5b8f6-" + i,
                                "node-" + i % 100,
                                i % 97 == 0
                                        ? PagesFixture.heldBack("app", i % 30)
                                        : PagesFixture.running("app", i % 3, Probes.NONE)));
            }
            return pods;
        }

        private static List<PodSnapshot> teaching(ShownPast past) {
            Probes live = new Probes(PagesFixture.LIVENESS, null, null);
            Probes ready = new Probes(null, PagesFixture.probe("exec pg_isready", 5, 1), null);
            Probes all =
                    new Probes(PagesFixture.LIVENESS, PagesFixture.LIVENESS, PagesFixture.LIVENESS);
            List<PodSnapshot> pods =
                    List.of(
                            PagesFixture.pod(
                                    "hello-sinatra",
                                    "hello-sinatra-64cff8d7b9-77mp9",
                                    PagesFixture.running("hello-sinatra", 3, live)),
                            PagesFixture.pod(
                                    "sleeper",
                                    "sleeper-76487cbd49-j5nxp",
                                    PagesFixture.heldBack("sleeper", 17)),
                            PagesFixture.pod(
                                    new WorkloadRef("data", "StatefulSet", "postgres"),
                                    "postgres-0",
                                    "node2",
                                    PagesFixture.running("postgres", 0, ready)),
                            PagesFixture.pod(
                                    new WorkloadRef("shop", "Deployment", "checkout"),
                                    "checkout-5c7f9d6c4d-x2kqv",
                                    "node3",
                                    PagesFixture.running("web", 1, all),
                                    PagesFixture.running("envoy", 0, live)),
                            PagesFixture.pod(
                                    new WorkloadRef("shop", "Deployment", "images"),
                                    "images-6b9f-zz9p1",
                                    "node3",
                                    PagesFixture.container(
                                            "images",
                                            0,
                                            false,
                                            new ContainerState.Waiting(
                                                    "ImagePullBackOff",
                                                    "Back-off pulling image \"registry.example/images:1\""),
                                            null,
                                            Probes.NONE)),
                            PagesFixture.pod(
                                    new WorkloadRef(
                                            "a-namespace-with-a-name-that-is-as-long-as-names-can-be-63-char",
                                            "DeploymentConfig",
                                            "<script>alert(1)</script>-a-very-long-name-"
                                                    .repeat(4)),
                                    "x".repeat(240),
                                    "ip-10-0-123-234.ap-northeast-1.compute.internal.example.com",
                                    PagesFixture.running("<b>bold</b>", 2, live)));
            summary(past, pods.get(0), RestartCause.INJECTED, 120, 3);
            summary(past, pods.get(1), RestartCause.LIVENESS, 40, 17);
            for (int i = 0; i < 7; i++) {
                RestartCause cause =
                        Objects.requireNonNull(
                                RestartCause.values()[i % RestartCause.values().length]);
                past.restarts.add(restart(i, pods.get(i % 4), cause));
            }
            return pods;
        }

        private static void summary(
                ShownPast past, PodSnapshot pod, RestartCause cause, int seconds, int count) {
            List<Integer> hours = new ArrayList<>(Collections.nCopies(24, 0));
            for (int i = 0; i < count; i++) {
                hours.set(23 - i * i % 11, hours.get(23 - i * i % 11) + 1);
            }
            past.summaries.put(
                    new ContainerRef(pod.ref(), pod.containers().getFirst().name()),
                    new RestartSummary(
                            hours,
                            new RestartSummary.Newest(
                                    PagesFixture.NOW.minusSeconds(seconds), cause, null)));
        }
    }

    static Restart restart(int number, PodSnapshot pod, RestartCause cause) {
        return restart(number, pod, cause, null);
    }

    static Restart restart(
            int number, PodSnapshot pod, RestartCause cause, @Nullable String reason) {
        return new Restart(
                Integer.toString(number),
                pod.workload(),
                new ContainerRef(pod.ref(), pod.containers().getFirst().name()),
                number,
                cause,
                Message.of("web.state.pod", "exit code 1, liveness probe failed 3 times"),
                1,
                reason == null ? "Error" : reason,
                new Restart.Ended("containerd://old", null, PagesFixture.NOW.minusSeconds(90)),
                new Restart.Began(
                        "containerd://new",
                        PagesFixture.NOW.minusSeconds(88L + 90L * number),
                        null),
                PagesFixture.NOW,
                null);
    }
}
