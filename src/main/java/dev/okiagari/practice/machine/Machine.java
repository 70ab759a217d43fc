package dev.okiagari.practice.machine;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One run of a container: its processes, what it writes and what it serves. */
public final class Machine {

    private final Host host;
    private final Place place;
    private final Image image;
    private final Map<String, String> environment;
    private final Consumer<Ended> onExit;
    private final Consumer<Site> onServe;
    private final Log log = new Log();
    private final Files files = new Files();
    private boolean over;
    private boolean outOfMemory;
    private @Nullable Proc main;
    private @Nullable Site site;

    public Machine(
            Host host,
            Place place,
            Image image,
            Map<String, String> environment,
            Consumer<Ended> onExit,
            Consumer<Site> onServe) {
        this.host = host;
        this.place = place;
        this.image = image;
        this.environment = Map.copyOf(environment);
        this.onExit = onExit;
        this.onServe = onServe;
    }

    public Loop loop() {
        return host.loop();
    }

    public Image image() {
        return image;
    }

    public Map<String, String> environment() {
        return environment;
    }

    public Files files() {
        return files;
    }

    public Place place() {
        return place;
    }

    public PidSpace space() {
        return place.space();
    }

    Instant booted() {
        return host.booted();
    }

    public boolean running() {
        return !over;
    }

    @Nullable Proc main() {
        return main;
    }

    /** All processes that can be seen from here. */
    public Collection<Proc> processes() {
        return place.space().processes();
    }

    public Optional<Proc> process(int pid) {
        return place.space().process(pid);
    }

    /** Starts the container with its main process. */
    public Proc boot(List<String> command) {
        return loop().call(() -> {
            String path = command.getFirst();
            Proc first = spawn(null, path.substring(path.lastIndexOf('/') + 1), command);
            main = first;
            return first;
        });
    }

    /**
     * Starts a process.
     *
     * @param parent null for one that comes from outside, as exec's does
     */
    public Proc spawn(@Nullable Proc parent, String name, List<String> command) {
        return loop().call(() -> {
            if (over || place.space().closed()) {
                throw new Killed(128 + Signals.KILL);
            }
            return host.start(place, this, parent == null ? host.shim() : parent, name, command);
        });
    }

    /** Sends a signal as a process of this container does. */
    public Delivery.Result signal(Proc sender, int pid, int signal) {
        return loop().call(() -> new Delivery(host).send(sender, pid, signal));
    }

    /** Sends a signal to the main process as the node does. */
    public void signalFromNode(int signal) {
        loop().run(() -> {
            if (main != null) {
                new Delivery(host).fromNode(main, signal);
            }
        });
    }

    /** A process ends: its children become PID 1's, and with the main one the container ends. */
    public void exit(Proc proc, int code) {
        host.exit(proc, code);
    }

    /** The kernel needs memory, and this container has used all of its own. */
    void runOutOfMemory() {
        loop().run(() -> {
            if (main != null && !over) {
                outOfMemory = true;
                host.exit(main, 128 + Signals.KILL);
            }
        });
    }

    void threads(Proc proc, int count) {
        loop().run(() -> proc.threads(host, count));
    }

    /** No process can be started any more. */
    void end() {
        over = true;
    }

    void finished(int code) {
        over = true;
        if (site != null) {
            site.close();
        }
        log.close();
        onExit.accept(new Ended(code, outOfMemory));
    }

    void stirred() {
        if (site != null) {
            site.stirred();
        }
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
            loop().await(() -> proc.dead || over || (!proc.stopped && until.getAsBoolean()));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Killed(128 + Signals.KILL);
        }
        boolean gone = loop().call(() -> proc.dead || over);
        if (gone) {
            throw new Killed(proc.dead ? proc.exitCode : 128 + Signals.KILL);
        }
    }

    public void sleep(Proc proc, Duration duration) {
        Instant end = loop().now().plus(duration);
        Loop.Timer timer = loop().at(end, loop()::changed);
        try {
            rest(proc, () -> !loop().now().isBefore(end));
        } finally {
            loop().cancel(timer);
        }
    }

    /** From now on the container answers HTTP. */
    void serve(Site serves) {
        loop().run(() -> {
            if (over) {
                return;
            }
            site = serves;
            onServe.accept(serves);
            loop().changed();
        });
    }

    public Optional<Site> site() {
        return Optional.ofNullable(site);
    }

    public void print(String line) {
        loop().run(() -> log.add(loop().now() + " " + line));
    }

    /** Lines, each with the time at which it was written. */
    public String log() {
        return loop().call(log::text);
    }

    /**
     * Reads the log from its last lines on, until the container ends.
     *
     * @param end called once, when nothing more comes
     * @return ends it before
     */
    public Runnable follow(long last, Consumer<String> line, Runnable end) {
        Runnable deaf = loop().call(() -> log.follow(last, line, end));
        return () -> loop().run(deaf);
    }
}
