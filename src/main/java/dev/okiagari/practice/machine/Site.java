package dev.okiagari.practice.machine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * What a container serves over HTTP: an answer comes once a process that serves has had its nap.
 */
public final class Site {

    /** The connection ends without an answer. */
    public static final class Gone extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Gone() {
            super("the process is no more", null, false, false);
        }
    }

    private final Machine machine;
    private final Duration nap;
    private final Supplier<List<Proc>> servers;
    private final List<Call> waiting = new ArrayList<>();
    private final List<Runnable> closers = new ArrayList<>();
    private boolean closed;
    private int busy;
    private int port;

    Site(Machine machine, Duration nap, Supplier<List<Proc>> servers) {
        this.machine = machine;
        this.nap = nap;
        this.servers = servers;
    }

    /** Where it answers, on every address that it has. */
    public void listensAt(int number) {
        machine.loop().run(() -> port = number);
    }

    /** 0 where nobody listens. */
    int port() {
        return closed ? 0 : port;
    }

    /** What to do when nobody listens any more: at once, where that is so already. */
    public void onClose(Runnable does) {
        machine.loop()
                .run(() -> {
                    if (closed) {
                        does.run();
                    } else {
                        closers.add(does);
                    }
                });
    }

    /** What was to be done is done already. */
    public void forget(Runnable does) {
        machine.loop().run(() -> closers.remove(does));
    }

    public CompletableFuture<String> answer() {
        return machine.loop()
                .call(() -> {
                    Call call = new Call(new CompletableFuture<>());
                    if (closed) {
                        call.answer.completeExceptionally(new Gone());
                    } else {
                        accept(call);
                    }
                    return call.answer;
                });
    }

    private void accept(Call call) {
        if (servers.get().stream().anyMatch(proc -> !proc.stopped)) {
            if (nap.isZero()) {
                reply(call);
            } else {
                busy++;
                machine.loop().after(nap, () -> napped(call));
            }
        } else {
            waiting.add(call);
        }
    }

    /** Whether requests are being worked on, wanted by their clients or not. */
    boolean busy() {
        return busy > 0;
    }

    private void napped(Call call) {
        busy--;
        reply(call);
    }

    private void reply(Call call) {
        if (closed) {
            call.answer.completeExceptionally(new Gone());
        } else if (servers.get().stream().anyMatch(proc -> !proc.stopped)) {
            call.answer.complete("hello\n");
        } else {
            waiting.add(call);
        }
    }

    void stirred() {
        if (!closed && !waiting.isEmpty()) {
            List<Call> calls = List.copyOf(waiting);
            waiting.clear();
            calls.forEach(this::accept);
        }
    }

    void close() {
        if (closed) {
            return;
        }
        closed = true;
        waiting.forEach(call -> call.answer.completeExceptionally(new Gone()));
        waiting.clear();
        List.copyOf(closers).forEach(Runnable::run);
    }

    private record Call(CompletableFuture<String> answer) {}
}
