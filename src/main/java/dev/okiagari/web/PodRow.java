package dev.okiagari.web;

import org.jspecify.annotations.Nullable;

/**
 * A row below a workload: a pod, or one of the containers of a pod that has several.
 *
 * @param kind {@code pod} or {@code container}
 * @param id unique on the page
 * @param version changes when anything that the row says does
 * @param type of a container that is not a regular one: {@code init}, {@code sidecar}, …
 * @param href null for a pod of several containers: each has a row of its own
 * @param question the question before a fault, whose type is to be added; null where there is no
 *     href
 */
record PodRow(
        String kind,
        String id,
        String version,
        String name,
        @Nullable String type,
        @Nullable String href,
        @Nullable String question,
        String ready,
        StateView state,
        RestartsView restarts,
        @Nullable ProbesView probes,
        @Nullable Moment createdAt,
        @Nullable String node) {}
