package dev.okiagari.practice.machine;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The node's kernel: all its processes, in the namespace that sees all others. */
public final class Host {

    private static final Cgroup SYSTEM = new Cgroup("/system.slice/containerd.service");
    private static final Privileges NODE = new Privileges(0, 0, Privileges.ALL, Privileges.ALL);

    private final Loop loop;
    private final Instant booted;
    private final PidSpace root = new PidSpace();
    private final Proc shim;

    public Host(Loop loop, Instant booted) {
        this.loop = loop;
        this.booted = booted;
        Proc _ = daemon("systemd", "/sbin/init", new Cgroup("/init.scope"));
        Proc _ = daemon("containerd", "/usr/bin/containerd", SYSTEM);
        Proc _ = daemon("kubelet", "/usr/bin/kubelet", SYSTEM);
        this.shim = daemon("containerd-shim", "/usr/bin/containerd-shim-runc-v2", SYSTEM);
    }

    private Proc daemon(String name, String path, Cgroup cgroup) {
        Place place = new Place(root, cgroup, true, NODE, 0);
        return loop.call(() -> start(place, null, root.init(), name, List.of(path)));
    }

    public Loop loop() {
        return loop;
    }

    Instant booted() {
        return booted;
    }

    /** The namespace that sees all processes. */
    public PidSpace root() {
        return root;
    }

    /** A process that belongs to no container, such as the pause of a pod. */
    public Proc start(Place place, String name, List<String> command) {
        return loop.call(() -> start(place, null, shim, name, command));
    }

    Proc start(
            Place place,
            @Nullable Machine machine,
            @Nullable Proc parent,
            String name,
            List<String> command) {
        long ticks = Duration.between(booted, loop.now()).toMillis() / 10;
        Proc proc = new Proc(this, place, machine, new Proc.Birth(parent, ticks), name, command);
        proc.numbers().forEach((space, number) -> space.add(number, proc));
        return proc;
    }

    /** What starts containers, and commands in them. */
    Proc shim() {
        return shim;
    }

    /** Ends a process, and whoever cannot be without it. */
    public void exit(Proc proc, int code) {
        loop.run(() -> {
            end(proc, code);
            loop.changed();
        });
    }

    private void end(Proc proc, int code) {
        if (proc.dead) {
            return;
        }
        proc.dead = true;
        proc.exitCode = code;
        Collection<Proc> doomed = doomed(proc);
        proc.numbers().forEach((space, number) -> space.remove(number));
        doomed.forEach(other -> end(other, 128 + Signals.KILL));
        adopt(proc);
        Machine machine = proc.machine();
        if (machine != null && proc.main()) {
            machine.finished(code);
        }
        List.copyOf(proc.ends).forEach(Runnable::run);
        if (machine != null) {
            machine.stirred();
        }
    }

    /** The first process takes its namespace along, the main one its container. */
    private static Collection<Proc> doomed(Proc proc) {
        PidSpace space = proc.space();
        Machine machine = proc.machine();
        boolean main = machine != null && proc.main();
        if (machine != null && main) {
            machine.end();
        }
        return space.processes().stream()
                .filter(other -> proc.equals(space.init()) || (main && other.sharesMachine(proc)))
                .toList();
    }

    private static void adopt(Proc dead) {
        Proc init = dead.space().init();
        if (init != null && !init.dead) {
            dead.space().processes().stream()
                    .filter(child -> dead.equals(child.parent))
                    .forEach(child -> child.parent = init);
        }
    }
}
