package dev.okiagari.experiment;

import dev.okiagari.cluster.ContainerProcess;
import dev.okiagari.cluster.ContainerRef;
import dev.okiagari.cluster.Exec;
import dev.okiagari.cluster.ExecResult;
import dev.okiagari.cluster.Message;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Brings a fault from the target's node, by an exec in a helper pod that sees all its processes.
 */
@Component
class HelperBearer implements Bearer {

    private static final Duration TIMEOUT = Duration.ofSeconds(15);

    /** How long a helper outlives what it is there for. */
    private static final int MARGIN = 30;

    private static final Pattern FOUND = Pattern.compile("(?m)^(\\d{1,9}) (\\d{1,9}) (\\d{1,18})$");
    private static final Pattern NAME = Pattern.compile("(?m)^helper ([a-z0-9-]{1,63})$");
    private static final Pattern STOPPED = Pattern.compile("(?m)^state (\\d{1,9}) ");

    private final HelperPods helpers;
    private final Exec exec;
    private final ExecBearer inHelper;
    private final Clock clock;

    HelperBearer(HelperPods helpers, Exec exec, ExecBearer inHelper, Clock clock) {
        this.helpers = helpers;
        this.exec = exec;
        this.inHelper = inHelper;
        this.clock = clock;
    }

    @Override
    public Injection signal(Plan plan, Fault.SendSignal fault) throws InterruptedException {
        int number = Signal.of(fault.signal()).number();
        return with(plan, MARGIN, false, aimed -> Scripts.signal(number, aimed));
    }

    @Override
    public Injection stop(Plan plan, int seconds) throws InterruptedException {
        return with(plan, seconds + MARGIN, true, aimed -> Scripts.stop(seconds, aimed));
    }

    /** The script for processes by the node's numbers. */
    private interface Script {
        List<String> command(List<Scripts.Aimed> aimed);
    }

    private Injection with(Plan plan, int seconds, boolean stays, Script script)
            throws InterruptedException {
        String node = plan.pod().node();
        if (node == null) {
            return Judgement.not(Outcome.IMPOSSIBLE, "no-helper", null, "no node");
        }
        return switch (helpers.make(plan.target(), node, seconds)) {
            case HelperPods.Made.Refused(Outcome outcome, String why, String message) ->
                    Judgement.not(outcome, why, null, message);
            case HelperPods.Made.Running(ContainerRef helper) -> {
                Injection injection = inject(plan, helper, script);
                if (!stays || injection instanceof Injection.NotSent) {
                    helpers.delete(helper.pod().name());
                }
                yield injection;
            }
        };
    }

    private Injection inject(Plan plan, ContainerRef helper, Script script)
            throws InterruptedException {
        List<Found> found = find(plan.target(), helper);
        List<Scripts.Aimed> aimed = aimed(plan, found);
        if (aimed.isEmpty()) {
            return new Injection.NotSent(
                    Outcome.ABORTED, Message.of("experiment.refused.other-process"), null, null);
        }
        Arrival arrival = new Arrival(clock);
        ExecResult result = exec.run(helper, TIMEOUT, script.command(aimed), arrival);
        return switch (Judgement.of(result, arrival.at())) {
            case Injection.Sent sent ->
                    new Injection.Sent(
                            sent.at(),
                            sent.exitCode(),
                            "helper " + helper.pod().name() + "\n" + sent.output());
            case Injection.NotSent not -> not;
        };
    }

    /** A process of the container, by its own number and the node's. */
    private record Found(int own, Scripts.Aimed onNode) {}

    private List<Found> find(Target target, ContainerRef helper) throws InterruptedException {
        String id = String.valueOf(target.containerId()).replaceFirst("^.*://", "");
        ExecResult result = exec.run(helper, TIMEOUT, Scripts.find(id));
        return result instanceof ExecResult.Exited exited
                ? FOUND.matcher(exited.output()).results().map(HelperBearer::found).toList()
                : List.of();
    }

    private static Found found(MatchResult line) {
        return new Found(
                Integer.parseInt(line.group(1)),
                new Scripts.Aimed(Integer.parseInt(line.group(2)), Long.parseLong(line.group(3))));
    }

    /** All that were seen, each the same as then; else none. */
    private static List<Scripts.Aimed> aimed(Plan plan, List<Found> found) {
        if (plan.processes().isEmpty()) {
            return found.stream().filter(one -> one.own() == 1).map(Found::onNode).toList();
        }
        List<Scripts.Aimed> all = new ArrayList<>();
        for (ContainerProcess process : plan.processes()) {
            found.stream()
                    .filter(one -> one.own() == process.pid())
                    .map(Found::onNode)
                    .filter(one -> one.startTicks() == process.startTicks())
                    .findFirst()
                    .ifPresent(all::add);
        }
        return all.size() == plan.processes().size() ? all : List.of();
    }

    /**
     * Resumes what a helper has stopped, and ends the helper.
     *
     * @param node where the target runs
     * @param output of the command that stopped them; null where it was never told
     */
    ExecResult resume(Target target, String node, List<Integer> pids, @Nullable String output)
            throws InterruptedException {
        String told = output == null ? "" : output;
        Optional<String> name =
                NAME.matcher(told).results().map(result -> result.group(1)).findFirst();
        List<Integer> onNode =
                STOPPED.matcher(told).results().map(r -> Integer.valueOf(r.group(1))).toList();
        if (name.isPresent() && !onNode.isEmpty()) {
            ExecResult resumed = inHelper.resume(helpers.ref(name.get()), onNode, output);
            helpers.delete(name.get());
            if (resumed instanceof ExecResult.Exited) {
                return resumed;
            }
        }
        helpers.deleteLeftBehind(target);
        return anew(target, node, pids);
    }

    /** Ends those that were made for a target and are still there. */
    void clear(Target target) {
        helpers.deleteLeftBehind(target);
    }

    /** The helper is gone: another one tells them to run. */
    private ExecResult anew(Target target, String node, List<Integer> pids)
            throws InterruptedException {
        return switch (helpers.make(target, node, MARGIN)) {
            case HelperPods.Made.Refused refused -> new ExecResult.NotStarted(refused.message());
            case HelperPods.Made.Running(ContainerRef helper) -> {
                List<Integer> onNode =
                        find(target, helper).stream()
                                .filter(one -> pids.contains(one.own()))
                                .map(one -> one.onNode().pid())
                                .toList();
                ExecResult resumed =
                        onNode.isEmpty()
                                ? new ExecResult.Exited(0, "", "")
                                : exec.run(helper, TIMEOUT, Scripts.resume(onNode));
                helpers.delete(helper.pod().name());
                yield resumed;
            }
        };
    }
}
