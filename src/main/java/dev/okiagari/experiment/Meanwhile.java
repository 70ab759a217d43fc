package dev.okiagari.experiment;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/**
 * What is found out on a thread of its own while the asker goes on.
 *
 * @param <T> what it is
 */
final class Meanwhile<T> {

    private final FutureTask<T> task;

    private Meanwhile(FutureTask<T> task) {
        this.task = task;
    }

    /** Begins to find it out. */
    static <T> Meanwhile<T> ask(Supplier<T> question) {
        FutureTask<T> task = new FutureTask<>(question::get);
        Thread.startVirtualThread(task);
        return new Meanwhile<>(task);
    }

    /** Waits for it; fails as the question has failed. */
    T get() throws InterruptedException {
        try {
            return task.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException expected) {
                throw expected;
            }
            throw new IllegalStateException(failed.getCause());
        }
    }
}
