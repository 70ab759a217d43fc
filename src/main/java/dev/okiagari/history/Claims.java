package dev.okiagari.history;

import dev.okiagari.cluster.PodRef;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Draft. */
public class Claims {
    Claims() {}

    @Transactional(propagation = Propagation.MANDATORY)
    public void claim(
            UUID experiment, PodRef pod, @Nullable String container, @Nullable String containerId) {
        throw new UnsupportedOperationException();
    }

    @Transactional
    public void confirm(UUID experiment) {
        throw new UnsupportedOperationException();
    }

    @Transactional
    public void withdraw(UUID experiment) {
        throw new UnsupportedOperationException();
    }
}
