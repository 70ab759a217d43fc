package dev.okiagari.experiment;

import dev.okiagari.cluster.ContainerProcess;
import dev.okiagari.cluster.ContainerRef;
import dev.okiagari.cluster.Exec;
import dev.okiagari.cluster.ExecResult;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Brings a fault by an exec in the container itself. */
@Component
class ExecBearer implements Bearer {

    private static final Duration TIMEOUT = Duration.ofSeconds(15);

    private final Exec exec;
    private final Clock clock;

    ExecBearer(Exec exec, Clock clock) {
        this.exec = exec;
        this.clock = clock;
    }

    @Override
    public Injection signal(Plan plan, Fault.SendSignal fault) throws InterruptedException {
        return run(plan.target().containerRef(), command(plan, fault));
    }

    @Override
    public Injection stop(Plan plan, int seconds) throws InterruptedException {
        return run(
                plan.target().containerRef(),
                Scripts.stop(seconds, Scripts.Aimed.at(plan.processes())));
    }

    /** Harmless to a process that runs, and to repeat. */
    ExecResult resume(ContainerRef container, List<Integer> pids, @Nullable String output)
            throws InterruptedException {
        return exec.run(container, TIMEOUT, Scripts.resume(pids, output));
    }

    private Injection run(ContainerRef container, List<String> command)
            throws InterruptedException {
        Arrival arrival = new Arrival(clock);
        ExecResult result = exec.run(container, TIMEOUT, command, arrival);
        return Judgement.of(result, arrival.at());
    }

    private static List<String> command(Plan plan, Fault.SendSignal fault) {
        int number = Signal.of(fault.signal()).number();
        return switch (plan.method()) {
            case KILL -> kill(number, fault.processes());
            case RUNTIME -> runtime(plan, number);
            case SHELL -> Scripts.signal(number, Scripts.Aimed.at(plan.processes()));
            case EPHEMERAL_CONTAINER, NODE_HELPER, API ->
                    throw new IllegalStateException("not an exec: " + plan.method());
        };
    }

    private static List<String> kill(int number, List<Integer> pids) {
        List<String> command = new ArrayList<>(List.of("kill", "-" + number));
        pids.forEach(pid -> command.add(String.valueOf(pid)));
        return command;
    }

    private static List<String> runtime(Plan plan, int number) {
        ContainerProcess process = plan.processes().getFirst();
        return LanguageRuntime.command(
                String.valueOf(plan.delivery().program()),
                number,
                process.pid(),
                process.startTicks());
    }
}
