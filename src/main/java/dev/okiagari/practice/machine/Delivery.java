package dev.okiagari.practice.machine;

/** Linux's rules about who may send which signal to whom, and what it does. */
public final class Delivery {

    private final Host host;

    Delivery(Host host) {
        this.host = host;
    }

    /** What {@code kill} says; sent says nothing about the effect. */
    public enum Result {
        SENT,
        NO_SUCH_PROCESS,
        NOT_PERMITTED
    }

    Result send(Proc sender, int pid, int signal) {
        Proc target = sender.space().process(pid).orElse(null);
        if (target == null) {
            return Result.NO_SUCH_PROCESS;
        }
        if (!sender.place().privileges().maySignal(target.place().privileges())) {
            return Result.NOT_PERMITTED;
        }
        if (signal != 0) {
            send(target, signal, sender.space().equals(target.space()));
        }
        return Result.SENT;
    }

    /** From outside the target's namespace, as the node does. */
    void fromNode(Proc target, int signal) {
        send(target, signal, false);
    }

    private void send(Proc target, int signal, boolean peer) {
        boolean forced = signal == Signals.KILL || signal == Signals.STOP;
        boolean init = target.equals(target.space().init());
        boolean lost = forced ? peer : !Signals.has(target.caught, signal);
        // A process goes on at once also where it has no handler to be called then.
        if (!target.dead && (!init || !lost || signal == Signals.CONT)) {
            deliver(target, signal);
        }
    }

    private void deliver(Proc proc, int signal) {
        switch (signal) {
            case Signals.KILL -> host.exit(proc, 128 + signal);
            case Signals.STOP -> stop(proc);
            case Signals.CONT -> resume(proc);
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
            host.loop().changed();
        } else if (Signals.stops(signal)) {
            stop(proc);
        } else if (!Signals.harmless(signal)) {
            host.exit(proc, 128 + signal);
        }
    }

    private void stop(Proc proc) {
        proc.stopped = true;
        stirred(proc);
    }

    private void resume(Proc proc) {
        proc.stopped = false;
        while (!proc.stopped && !proc.dead && !proc.pending.isEmpty()) {
            deliver(proc, proc.pending.removeFirst());
        }
        if (!proc.dead && Signals.has(proc.caught, Signals.CONT)) {
            proc.handler.accept(Signals.CONT);
        }
        stirred(proc);
    }

    private void stirred(Proc proc) {
        Machine machine = proc.machine();
        if (machine != null) {
            machine.stirred();
        }
        host.loop().changed();
    }
}
