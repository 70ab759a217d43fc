package dev.okiagari.web;

import dev.okiagari.cluster.Newest;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The last look into each run of a container, so that a page need not exec again to show it. */
@Component
class Inspections {

    private static final int KEPT = 1000;

    private final Map<String, Bench.Looked> looks = Newest.of(KEPT);

    synchronized void keep(String containerId, Bench.Looked look) {
        looks.remove(containerId);
        looks.put(containerId, look);
    }

    synchronized Bench.@Nullable Looked of(@Nullable String containerId) {
        return containerId == null ? null : looks.get(containerId);
    }
}
