package dev.okiagari.contract;

import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The pods of the truth table, each with what is sent to it, one after the other. */
final class TruthCases {

    /** To which of a container's processes. */
    enum Who {
        /** The one that the container ends with. */
        MAIN,
        CHILD,
        CHILDREN,
        SU,
        /** The first process of a shared namespace, which is not the container's. */
        PAUSE,
        NODE_INIT
    }

    /** How a pod is made. */
    enum Owner {
        DEPLOYMENT,
        NOBODY,
        JOB
    }

    /** What is expected where it does not come to an injection. */
    sealed interface Instead {

        /** A field that cannot be meant. */
        record Field(String name) implements Instead {}

        /** A guard that refuses. */
        record Guard(String name) implements Instead {}

        /** Nothing that could do it, as these commands show, which all fail. */
        record Hopeless(String outcome, List<List<String>> commands) implements Instead {}
    }

    /**
     * One row of the table.
     *
     * @param delivery the way that is insisted on; null for any
     */
    record Row(Who who, String signal, @Nullable String delivery, @Nullable Instead instead) {}

    /**
     * A pod and its rows.
     *
     * @param what it is, in words
     * @param serves whether it answers HTTP
     * @param helped whether the node helper is on
     */
    record Case(
            String app,
            String what,
            Owner owner,
            PodSpec spec,
            boolean serves,
            boolean helped,
            List<Row> rows) {}

    private static final List<String> TRAP =
            List.of("sh", "-c", "trap 'exit 3' TERM; /victim & wait");

    private final Lab lab;
    private final List<Case> cases = new ArrayList<>();

    private TruthCases(Lab lab) {
        this.lab = lab;
    }

    static List<Case> of(Lab lab) {
        TruthCases all = new TruthCases(lab);
        all.sinatra();
        all.victims();
        all.workers();
        all.withoutShell();
        all.sharedNamespaces();
        all.wrappers();
        all.policies();
        all.users();
        all.fromTheNode();
        return List.copyOf(all.cases);
    }

    private void sinatra() {
        String image = lab.images().sinatra();
        add("ruby-dropped", "hello-sinatra", image, main("KILL", "STOP", "TSTP", "TERM"));
        add("ruby-small", "hello-sinatra", image, main("WINCH", "CHLD", "INT"));
        // Each makes Puma start itself anew, at another port.
        add("ruby-usr1", "hello-sinatra", image, main("USR1"));
        add("ruby-usr2", "hello-sinatra", image, main("USR2"));
        add("ruby-quit", "hello-sinatra", image, main("QUIT"));
        add("ruby-hup", "hello-sinatra", image, main("HUP", "TERM"));
        add("ruby-runtime", "hello-sinatra", image, by("runtime", main("STOP", "TERM")));
        add("ruby-kill", "hello-sinatra", image, by("kill", main("KILL", "INT")));
        add("ruby-shell", "hello-sinatra", image, by("shell", main("TSTP", "TERM")));
    }

    private void victims() {
        String image = lab.images().victim();
        add("exit", "victim-sh ON_TERM=exit", image, main("INT", "KILL", "TERM"));
        add("ignore", "victim-sh ON_TERM=ignore", image, main("TERM", "INT", "KILL"));
        add("default", "victim-sh ON_TERM=default", image, main("TERM", "INT", "KILL"));
        add("exit-kill", "victim-sh ON_TERM=exit", image, by("kill", main("INT", "TERM")));
        List<List<String>> languages =
                List.of(
                        List.of("python3", "--version"),
                        List.of("perl", "--version"),
                        List.of("ruby", "--version"),
                        List.of("node", "--version"));
        add(
                "no-runtime",
                "victim-sh ON_TERM=exit",
                image,
                List.of(
                        new Row(
                                Who.MAIN,
                                "TERM",
                                "runtime",
                                new Instead.Hopeless("impossible", languages))));
    }

    private void workers() {
        String image = lab.images().victim();
        List<Row> rows = new ArrayList<>();
        rows.add(new Row(Who.CHILD, "STOP", null, new Instead.Field("fault.signal")));
        for (String signal : List.of("TERM", "INT", "KILL")) {
            rows.add(new Row(Who.CHILD, signal, null, null));
            rows.add(new Row(Who.CHILDREN, signal, null, null));
        }
        rows.addAll(main("TERM"));
        add("workers-exit", "victim-sh WORKERS=2", image, rows);
        add(
                "workers-ignore",
                "victim-sh WORKERS=2 ON_TERM=ignore",
                image,
                List.of(
                        new Row(Who.CHILD, "TERM", null, null),
                        new Row(Who.CHILDREN, "TERM", "kill", null),
                        new Row(Who.CHILD, "KILL", "kill", null)));
        add(
                "workers-default",
                "victim-sh WORKERS=2 ON_TERM=default",
                image,
                List.of(
                        new Row(Who.CHILDREN, "TERM", null, null),
                        new Row(Who.MAIN, "TERM", null, null)));
    }

    private void withoutShell() {
        Instead impossible =
                new Instead.Hopeless(
                        "impossible",
                        List.of(List.of("sh", "-c", "kill -0 1"), List.of("kill", "-0", "1")));
        add(
                "shellless",
                "victim, no shell",
                lab.images().bare(),
                List.of(
                        new Row(Who.MAIN, "TERM", null, impossible),
                        new Row(Who.MAIN, "INT", null, impossible),
                        new Row(Who.MAIN, "KILL", null, impossible),
                        new Row(Who.MAIN, "STOP", null, impossible),
                        new Row(Who.MAIN, "delete-pod", null, null)));
    }

    private void sharedNamespaces() {
        UnaryOperator<PodSpecBuilder> shared = spec -> spec.withShareProcessNamespace(true);
        String what = "victim-sh in a shared process namespace";
        Row pause = new Row(Who.PAUSE, "TERM", null, new Instead.Field("fault.pid"));
        add("shared-kill", what, shared, List.of(pause, new Row(Who.MAIN, "KILL", null, null)));
        add("shared-exit", what, shared, main("TERM"));
        add("shared-default", what + " ON_TERM=default", shared, main("TERM"));
        add("shared-ignore", what + " ON_TERM=ignore", shared, main("TERM", "INT"));
        add(
                "shared-stop",
                what,
                shared,
                List.of(
                        new Row(Who.MAIN, "STOP", null, new Instead.Field("fault.signal")),
                        new Row(Who.MAIN, "WINCH", null, null)));
    }

    private void wrappers() {
        add(
                "wrapped",
                "a shell that waits for its victim",
                command("sh", "-c", "/victim; :"),
                List.of(
                        new Row(Who.MAIN, "TERM", null, null),
                        new Row(Who.MAIN, "KILL", null, null),
                        new Row(Who.CHILD, "KILL", null, null)));
        add("trapped", "a shell with a trap that waits", command(TRAP), main("INT", "TERM"));
        add(
                "trap-later",
                "a shell with a trap, busy in the foreground",
                command("sh", "-c", "trap 'exit 3' TERM; /victim; :"),
                main("TERM"));
        add(
                "forwarding",
                "a shell with a trap that passes it on",
                command("sh", "-c", "/victim & trap \"kill -TERM $!\" TERM; wait; wait"),
                main("TERM"));
    }

    private void policies() {
        String image = lab.images().victim();
        Owner nobody = Owner.NOBODY;
        add("bare", "bare pod", nobody, spec -> spec, main("TERM"));
        add("never", "bare pod, Never", nobody, policy("Never"), main("KILL", "TERM"));
        add("on-failure", "bare pod, OnFailure", nobody, policy("OnFailure"), main("TERM"));
        add(
                "on-failure-3",
                "bare pod, OnFailure, exit code 3",
                nobody,
                then(policy("OnFailure"), command(TRAP)),
                main("TERM"));
        add("job-done", "Job, Never, exit code 0", Owner.JOB, policy("Never"), main("TERM"));
        add(
                "job-again",
                "Job, Never, exit code 3",
                Owner.JOB,
                then(policy("Never"), command(TRAP)),
                main("TERM"));
        add(
                "job-same",
                "Job, OnFailure, exit code 3",
                Owner.JOB,
                then(policy("OnFailure"), command(TRAP)),
                main("TERM"));
        add(
                "host-pid",
                "hostPID pod",
                nobody,
                spec ->
                        spec.withHostPID(true)
                                .withContainers(
                                        lab.spec("host-pid", image, Map.of("PORT", "8080"), null)
                                                .getContainers()),
                List.of(
                        new Row(Who.MAIN, "TERM", null, new Instead.Guard("host-processes")),
                        new Row(Who.NODE_INIT, "HUP", null, new Instead.Guard("host-processes"))));
    }

    private void users() {
        String image = lab.images().sinatra();
        add(
                "user",
                "victim-sh as user 1000",
                spec ->
                        spec.editFirstContainer()
                                .withNewSecurityContext()
                                .withRunAsUser(1000L)
                                .endSecurityContext()
                                .endContainer(),
                main("TERM"));
        cases.add(
                new Case(
                        "other-user",
                        "root without CAP_KILL, a process of user 1000",
                        Owner.DEPLOYMENT,
                        new PodSpecBuilder(lab.spec("other-user", image, Map.of(), null))
                                .editFirstContainer()
                                .withCommand(
                                        "sh",
                                        "-c",
                                        "setpriv --reuid=1000 --clear-groups sleep 3600 &"
                                                + " exec sleep 3600")
                                .withNewSecurityContext()
                                .withNewCapabilities()
                                .withDrop("KILL")
                                .endCapabilities()
                                .endSecurityContext()
                                .endContainer()
                                .build(),
                        false,
                        false,
                        List.of(
                                new Row(
                                        Who.CHILD,
                                        "TERM",
                                        null,
                                        new Instead.Hopeless("denied", List.of())))));
        cases.add(
                new Case(
                        "setuid",
                        "user 1000, a setuid program of root",
                        Owner.DEPLOYMENT,
                        new PodSpecBuilder(lab.spec("setuid", image, Map.of(), null))
                                .editFirstContainer()
                                .withCommand(
                                        "sh",
                                        "-c",
                                        "mkfifo /tmp/f; sleep 3600 >/tmp/f & su root </tmp/f &"
                                                + " exec sleep 3600")
                                .withNewSecurityContext()
                                .withRunAsUser(1000L)
                                .endSecurityContext()
                                .endContainer()
                                .build(),
                        false,
                        false,
                        List.of(new Row(Who.SU, "TERM", null, null))));
    }

    private void fromTheNode() {
        String sinatra = lab.images().sinatra();
        String victim = lab.images().victim();
        helped("node-kill", "hello-sinatra", sinatra, main("KILL"));
        helped("node-term", "hello-sinatra", sinatra, by("node-helper", main("TERM")));
        helped("node-default", "victim-sh ON_TERM=default", victim, main("INT", "KILL"));
        helped("node-ignore", "victim-sh ON_TERM=ignore", victim, main("TERM", "KILL"));
        helped(
                "node-workers",
                "victim-sh WORKERS=2",
                victim,
                by("node-helper", List.of(new Row(Who.CHILDREN, "KILL", null, null))));
        helped("node-shellless", "victim, no shell", lab.images().bare(), main("TERM"));
        helped("node-unseen", "victim, no shell", lab.images().bare(), main("INT", "KILL"));
    }

    private void helped(String app, String what, String image, List<Row> rows) {
        cases.add(new Case(app, what, Owner.DEPLOYMENT, spec(app, what, image), true, true, rows));
    }

    private void add(String app, String what, String image, List<Row> rows) {
        PodSpec spec = spec(app, what, image);
        cases.add(new Case(app, what, Owner.DEPLOYMENT, spec, true, false, rows));
    }

    private void add(String app, String what, UnaryOperator<PodSpecBuilder> with, List<Row> rows) {
        add(app, what, Owner.DEPLOYMENT, with, rows);
    }

    private void add(
            String app,
            String what,
            Owner owner,
            UnaryOperator<PodSpecBuilder> with,
            List<Row> rows) {
        PodSpec spec = spec(app, what, lab.images().victim());
        PodSpec made = with.apply(new PodSpecBuilder(spec)).build();
        cases.add(new Case(app, what, owner, made, true, false, rows));
    }

    /** Its environment is what its description says. */
    private PodSpec spec(String app, String what, String image) {
        Map<String, String> environment = new HashMap<>();
        Arrays.stream(what.split(" ", -1))
                .filter(word -> word.contains("="))
                .map(word -> word.split("=", 2))
                .forEach(pair -> environment.put(pair[0], pair[1]));
        return lab.spec(app, image, environment, null);
    }

    private static List<Row> main(String... signals) {
        return Arrays.stream(signals).map(name -> new Row(Who.MAIN, name, null, null)).toList();
    }

    private static List<Row> by(String delivery, List<Row> rows) {
        return rows.stream().map(row -> new Row(row.who(), row.signal(), delivery, null)).toList();
    }

    private static UnaryOperator<PodSpecBuilder> policy(String name) {
        return spec -> spec.withRestartPolicy(name);
    }

    private static UnaryOperator<PodSpecBuilder> command(String... words) {
        return command(List.of(words));
    }

    private static UnaryOperator<PodSpecBuilder> command(List<String> words) {
        return spec -> spec.editFirstContainer().withCommand(words).endContainer();
    }

    private static UnaryOperator<PodSpecBuilder> then(
            UnaryOperator<PodSpecBuilder> first, UnaryOperator<PodSpecBuilder> second) {
        return spec -> second.apply(first.apply(spec));
    }
}
