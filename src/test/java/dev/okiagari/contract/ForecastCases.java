package dev.okiagari.contract;

import dev.okiagari.cluster.Probe;
import dev.okiagari.cluster.ProbeType;
import dev.okiagari.cluster.Probes;
import dev.okiagari.history.BackOff;
import dev.okiagari.liveness.Circumstances;
import dev.okiagari.liveness.Failing;
import dev.okiagari.liveness.Hang;
import dev.okiagari.liveness.ProbeForecast;
import dev.okiagari.liveness.SigTerm;
import dev.okiagari.liveness.StartNeed;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Probe settings, each with a way to hang. */
final class ForecastCases {

    private static final Ask HTTP = new Ask("httpGet / 8080 HTTP", List.of());
    private static final Ask TCP = new Ask("tcpSocket 8080", List.of());
    private static final Ask FILE = exec("test", "-f", "/alive");
    private static final Ask FILE_OR_WAIT = exec("sh", "-c", "test -f /alive || sleep 100");

    private ForecastCases() {}

    /** What a probe asks; the command is an exec probe's. */
    record Ask(String handler, List<String> command) {}

    /** In seconds, as a manifest has it. */
    record Numbers(int delay, int period, int timeout, int failures) {}

    /**
     * A row of the table.
     *
     * @param exits whether the main process ends on SIGTERM
     * @param readinessPeriod of a readiness probe beside it; null for none
     */
    record Case(
            String app,
            Ask ask,
            Numbers numbers,
            Hang hang,
            boolean exits,
            long grace,
            @Nullable Integer readinessPeriod) {

        Probe probe() {
            return new Probe(
                    ask.handler(),
                    Duration.ofSeconds(numbers.delay()),
                    Duration.ofSeconds(numbers.period()),
                    Duration.ofSeconds(numbers.timeout()),
                    numbers.failures(),
                    1,
                    null);
        }

        ProbeForecast forecast(BackOff backOff) {
            Circumstances circumstances =
                    new Circumstances(
                            ProbeType.LIVENESS,
                            hang,
                            Duration.ofSeconds(grace),
                            exits ? SigTerm.HANDLED : SigTerm.DROPPED,
                            backOff,
                            start());
            return ask.equals(FILE_OR_WAIT)
                    ? ProbeForecast.of(probe(), Failing.AFTER_TIMEOUT, circumstances)
                    : ProbeForecast.of(probe(), circumstances);
        }

        StartNeed start() {
            return StartNeed.of(
                    new Probes(null, readinessPeriod == null ? null : readiness(), null));
        }

        private Probe readiness() {
            return new Probe(
                    HTTP.handler(),
                    Duration.ZERO,
                    Duration.ofSeconds(readinessPeriod == null ? 0 : readinessPeriod),
                    Duration.ofSeconds(1),
                    3,
                    1,
                    null);
        }

        PodSpec spec(Lab lab) {
            PodSpec bare =
                    lab.spec(
                            app,
                            lab.images().victim(),
                            Map.of("WORKERS", "1", "ON_TERM", exits ? "exit" : "default"),
                            manifest(numbers, ask));
            return new PodSpecBuilder(bare)
                    .withTerminationGracePeriodSeconds(grace)
                    .editFirstContainer()
                    .withReadinessProbe(
                            readinessPeriod == null
                                    ? null
                                    : manifest(new Numbers(0, readinessPeriod, 1, 3), HTTP))
                    .withCommand(needsShell() ? List.of("sh", "-c", script()) : List.of())
                    .endContainer()
                    .build();
        }

        /** The server can end, or the file can go, while the main process goes on. */
        boolean needsShell() {
            return hang == Hang.REFUSED || !ask.command().isEmpty();
        }

        private String script() {
            String trap = exits ? "trap 'exit 0' TERM; " : "";
            return trap + "touch /alive; /victim & while :; do sleep 3600 & wait $!; done";
        }
    }

    static List<Case> all() {
        return List.of(
                row("http-defaults", HTTP, 0, 10, 1, 3, Hang.FROZEN, true, 30),
                row("http-quick", HTTP, 0, 1, 1, 1, Hang.FROZEN, false, 4),
                row("http-slow-timeout", HTTP, 0, 2, 5, 3, Hang.FROZEN, true, 5),
                row("http-article", HTTP, 15, 10, 12, 3, Hang.FROZEN, true, 10),
                row("http-silent", HTTP, 0, 5, 1, 3, Hang.SILENT, true, 20),
                row("http-silent-deaf", HTTP, 0, 3, 2, 1, Hang.SILENT, false, 6),
                row("http-refused", HTTP, 0, 10, 5, 2, Hang.REFUSED, true, 10),
                row("http-refused-deaf", HTTP, 0, 4, 8, 3, Hang.REFUSED, false, 5),
                row("tcp-refused", TCP, 0, 5, 1, 2, Hang.REFUSED, true, 8),
                row("tcp-refused-deaf", TCP, 0, 3, 1, 4, Hang.REFUSED, false, 1),
                row("tcp-frozen", TCP, 0, 3, 1, 2, Hang.FROZEN, true, 5),
                row("exec-unwell", FILE, 0, 5, 3, 3, Hang.UNWELL, true, 8),
                row("exec-unwell-deaf", FILE, 0, 8, 2, 1, Hang.UNWELL, false, 3),
                row("exec-silent", FILE_OR_WAIT, 0, 4, 6, 2, Hang.SILENT, false, 4),
                row("exec-frozen", FILE, 0, 3, 2, 2, Hang.FROZEN, true, 5),
                new Case("http-readiness", HTTP, new Numbers(5, 4, 2, 2), Hang.FROZEN, true, 6, 3));
    }

    private static Case row(
            String app,
            Ask ask,
            int delay,
            int period,
            int timeout,
            int failures,
            Hang hang,
            boolean exits,
            long grace) {
        Numbers numbers = new Numbers(delay, period, timeout, failures);
        return new Case(app, ask, numbers, hang, exits, grace, null);
    }

    private static Ask exec(String... command) {
        return new Ask("exec " + String.join(" ", command), List.of(command));
    }

    private static io.fabric8.kubernetes.api.model.Probe manifest(Numbers numbers, Ask ask) {
        ProbeBuilder probe =
                new ProbeBuilder()
                        .withInitialDelaySeconds(numbers.delay())
                        .withPeriodSeconds(numbers.period())
                        .withTimeoutSeconds(numbers.timeout())
                        .withFailureThreshold(numbers.failures());
        if (!ask.command().isEmpty()) {
            return probe.withNewExec().withCommand(ask.command()).endExec().build();
        }
        return ask.equals(TCP)
                ? probe.withNewTcpSocket().withNewPort(8080).endTcpSocket().build()
                : probe.withNewHttpGet().withPath("/").withNewPort(8080).endHttpGet().build();
    }
}
