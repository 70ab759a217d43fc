package dev.okiagari.practice.machine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** One run of a container: its process namespace with Linux's rules for signals. */
public final class Machine {

    private final Loop loop;
    private final Instant booted;
    private final Image image;
    private final Map<String, String> environment;
    private final IntConsumer onExit;
    private final Consumer<Site> onServe;
    private final TreeMap<Integer, Proc> processes = new TreeMap<>();
    private final Log log = new Log();
    private int lastPid;
    private boolean over;
    private @Nullable Site site;

    public Machine(
            Loop loop,
            Instant booted,
            Image image,
            Map<String, String> environment,
            IntConsumer onExit,
            Consumer<Site> onServe) {
        this.onServe = onServe;
        this.loop = loop;
        this.booted = booted;
        this.image = image;
        this.environment = Map.copyOf(environment);
        this.onExit = onExit;
    }

    public Loop loop() {
        return loop;
    }

    public Image image() {
        return image;
    }

    public Map<String, String> environment() {
        return environment;
    }

    Instant booted() {
        return booted;
    }

    public boolean running() {
        return !over;
    }

    public Collection<Proc> processes() {
        return List.copyOf(processes.values());
    }

    public Optional<Proc> process(int pid) {
        return Optional.ofNullable(processes.get(pid));
    }

    public Proc spawn(int parent, String name, List<String> command) {
        return loop.call(() -> {
            if (over) {
                throw new Killed(137);
            }
            long ticks = Duration.between(booted, loop.now()).toMillis() / 10;
            Proc proc = new Proc(++lastPid, parent, ticks, name, command);
            processes.put(proc.pid(), proc);
            return proc;
        });
    }

    /**
     * Sends a signal as a process of this container does.
     *
     * @return false where there is no such process; true says nothing about the effect
     */
    public boolean signal(int pid, int signal) {
        return loop.call(() -> {
            Proc proc = processes.get(pid);
            if (proc != null && signal != 0 && !dropsAsInit(proc, signal)) {
                deliver(proc, signal);
            }
            return proc != null;
        });
    }

    /** Sends a signal to PID 1 as the node does: KILL cannot be dropped. */
    public void signalFromNode(int signal) {
        loop.run(() -> {
            Proc init = processes.get(1);
            boolean handled = init != null && Signals.has(init.caught, signal);
            if (init != null && (signal == Signals.KILL || handled)) {
                deliver(init, signal);
            }
        });
    }

    private static boolean dropsAsInit(Proc proc, int signal) {
        boolean forced = signal == Signals.KILL || signal == Signals.STOP;
        return proc.pid() == 1 && (forced || !Signals.has(proc.caught, signal));
    }

    private void deliver(Proc proc, int signal) {
        switch (signal) {
            case Signals.KILL -> exit(proc, 128 + signal);
            case Signals.STOP -> stop(proc, true);
            case Signals.CONT -> stop(proc, false);
            default -> {
                if (proc.stopped) {
                    proc.pending.add(signal);
                } else if (!Signals.has(proc.ignored, signal)) {
                    act(proc, signal);
                }
            }
        }
    }

    private void act(Proc proc, int signal) {
        if (Signals.has(proc.caught, signal)) {
            proc.handler.accept(signal);
        } else if (Signals.stops(signal)) {
            stop(proc, true);
        } else if (!Signals.harmless(signal)) {
            exit(proc, 128 + signal);
        }
    }

    private void stop(Proc proc, boolean stopped) {
        proc.stopped = stopped;
        while (!proc.stopped && !proc.dead && !proc.pending.isEmpty()) {
            deliver(proc, proc.pending.removeFirst());
        }
        stirred();
    }

    /** A process ends: its children become PID 1's, and with PID 1 the container ends. */
    public void exit(Proc proc, int code) {
        loop.run(() -> {
            if (proc.dead) {
                return;
            }
            end(proc, code);
            processes.values().stream()
                    .filter(child -> child.parent == proc.pid())
                    .forEach(child -> child.parent = 1);
            if (proc.pid() == 1) {
                finish(code);
            }
            proc.ends.forEach(Runnable::run);
            stirred();
        });
    }

    private void end(Proc proc, int code) {
        proc.dead = true;
        proc.exitCode = code;
        processes.remove(proc.pid());
    }

    private void finish(int code) {
        over = true;
        new ArrayList<>(processes.values()).forEach(other -> end(other, 128 + Signals.KILL));
        if (site != null) {
            site.close();
        }
        log.close();
        onExit.accept(code);
    }

    private void stirred() {
        if (site != null) {
            site.stirred();
        }
        loop.changed();
    }

    /**
     * To be called often by a thread that plays a process: waits while it is stopped, ends it when
     * killed.
     */
    public void checkpoint(Proc proc) {
        rest(proc, () -> true);
    }

    /** The process waits for something; returns when that has come and the process may go on. */
    public void rest(Proc proc, BooleanSupplier until) {
        try {
            loop.await(() -> proc.dead || over || (!proc.stopped && until.getAsBoolean()));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Killed(128 + Signals.KILL);
        }
        boolean gone = loop.call(() -> proc.dead || over);
        if (gone) {
            throw new Killed(proc.dead ? proc.exitCode : 128 + Signals.KILL);
        }
    }

    public void sleep(Proc proc, Duration duration) {
        Instant end = loop.now().plus(duration);
        Loop.Timer timer = loop.at(end, loop::changed);
        try {
            rest(proc, () -> !loop.now().isBefore(end));
        } finally {
            loop.cancel(timer);
        }
    }

    /** From now on the container answers HTTP. */
    void serve(Site serves) {
        loop.run(() -> {
            if (over) {
                return;
            }
            site = serves;
            onServe.accept(serves);
            loop.changed();
        });
    }

    public Optional<Site> site() {
        return Optional.ofNullable(site);
    }

    public void print(String line) {
        loop.run(() -> log.add(loop.now() + " " + line));
    }

    /** Lines, each with the time at which it was written. */
    public String log() {
        return loop.call(log::text);
    }

    /**
     * Reads the log from its last lines on, until the container ends.
     *
     * @param end called once, when nothing more comes
     * @return ends it before
     */
    public Runnable follow(long last, Consumer<String> line, Runnable end) {
        Runnable deaf = loop.call(() -> log.follow(last, line, end));
        return () -> loop.run(deaf);
    }
}
