package dev.okiagari.safety;

import static dev.okiagari.safety.Pods.pod;
import static org.assertj.core.api.Assertions.assertThat;

import dev.okiagari.cluster.ContainerState;
import dev.okiagari.cluster.Message;
import dev.okiagari.cluster.PodSnapshot;
import dev.okiagari.cluster.Termination;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is down already. */
class HealthRuleTests {

    private static final ContainerState RUNNING = new ContainerState.Running(Instant.EPOCH);
    private static final ContainerState BACK_OFF =
            new ContainerState.Waiting("CrashLoopBackOff", "back-off 40s");
    private static final ContainerState PULLING = new ContainerState.Waiting(null, null);
    private static final ContainerState ENDED =
            new ContainerState.Terminated(new Termination(null, 3, "Error", null, null, null));

    /** A pod, the container that is aimed at, and what is said: the key's end and its facts. */
    record Row(String what, PodSnapshot pod, @Nullable String container, List<String> said) {

        @Override
        public String toString() {
            return what;
        }
    }

    static List<Row> rows() {
        PodSnapshot mixed = pod("a").notReady().with("good", RUNNING).with("bad", BACK_OFF).build();
        return List.of(
                new Row("all is well", pod("a").with("app", RUNNING).build(), "app", List.of()),
                new Row(
                        "in back-off",
                        mixed,
                        "bad",
                        List.of("unhealthy-target.back-off", "bad", "7")),
                new Row(
                        "beside one in back-off",
                        mixed,
                        "good",
                        List.of("unhealthy-target", "a", "Running")),
                new Row(
                        "a whole pod with one in back-off",
                        mixed,
                        null,
                        List.of("unhealthy-target.back-off", "bad", "7")),
                new Row(
                        "not begun",
                        pod("a").notReady().with("app", PULLING).build(),
                        "app",
                        List.of("unhealthy-target.waiting", "app", "?")),
                new Row(
                        "ended",
                        pod("a").notReady().with("app", ENDED).build(),
                        "app",
                        List.of("unhealthy-target.ended", "app", "3")),
                new Row(
                        "running, but not ready",
                        pod("a").notReady().with("app", RUNNING).build(),
                        "app",
                        List.of("unhealthy-target", "a", "Running")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void whatIsDownIsSaidWithItsReason(Row row) {
        assertThat(
                        refusals(row.pod(), row.container()).stream()
                                .map(Refusal::reason)
                                .flatMap(HealthRuleTests::words))
                .isEqualTo(row.said());
    }

    private static Stream<String> words(Message reason) {
        return Stream.concat(
                Stream.of(reason.key().replace("safety.guard.", "")), reason.arguments().stream());
    }

    @Test
    void itIsForAPersonToOverrule() {
        assertThat(refusals(pod("a").notReady().build(), null))
                .extracting(Refusal::guard)
                .containsExactly(Guard.UNHEALTHY_TARGET)
                .allMatch(Guard::isConfirmable);
    }

    private static List<Refusal> refusals(PodSnapshot pod, @Nullable String container) {
        return new HealthRule()
                .refusals(
                        new Intention(pod, container, true, false, false, true, false, List.of()));
    }
}
