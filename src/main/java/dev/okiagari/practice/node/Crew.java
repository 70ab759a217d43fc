package dev.okiagari.practice.node;

import dev.okiagari.practice.store.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The containers of a pod, and the order in which they come up and go. */
final class Crew {

    private final Node node;
    private final PodWorker pod;
    private final List<Container> all = new ArrayList<>();
    private final Set<Container> begun = new HashSet<>();

    Crew(Node node, PodWorker pod) {
        this.node = node;
        this.pod = pod;
    }

    /** Those that the spec names and that are not here yet. */
    void take(JsonNode spec) {
        for (Role role : List.of(Role.INIT, Role.REGULAR, Role.EPHEMERAL)) {
            spec.path(role.list()).forEach(given -> take(role, given));
        }
        if (has(Role.INIT) || has(Role.SIDECAR)) {
            of(Role.REGULAR).forEach(each -> each.runs().awaitInitialization());
        }
    }

    private void take(Role role, JsonNode given) {
        boolean sidecar = role == Role.INIT && Json.text(given, "restartPolicy").equals("Always");
        if (named(Json.text(given, "name")).isEmpty()) {
            all.add(new Container(node, pod, sidecar ? Role.SIDECAR : role, given));
        }
    }

    private boolean has(Role role) {
        return !of(role).isEmpty();
    }

    List<Container> of(Role role) {
        return all.stream().filter(container -> container.role() == role).toList();
    }

    List<Container> all() {
        return List.copyOf(all);
    }

    Optional<Container> named(String wanted) {
        return all.stream().filter(container -> container.name().equals(wanted)).findFirst();
    }

    void startProbes() {
        all.forEach(Container::startProbes);
    }

    /** Starts whatever can be started now: ephemeral ones first, then one after the other. */
    void advance() {
        if (!pod.up() || pod.terminating()) {
            return;
        }
        of(Role.EPHEMERAL).forEach(this::begin);
        for (Container container : all) {
            if (container.role() == Role.INIT || container.role() == Role.SIDECAR) {
                begin(container);
                if (!container.letsOthersStart()) {
                    return;
                }
            }
        }
        of(Role.REGULAR).forEach(this::begin);
    }

    private void begin(Container container) {
        if (begun.add(container)) {
            container.start();
        }
    }

    boolean initialized() {
        return all.stream()
                .filter(each -> each.role() == Role.INIT || each.role() == Role.SIDECAR)
                .allMatch(Container::letsOthersStart);
    }

    void changed(JsonNode before, JsonNode now) {
        for (Role role : List.of(Role.INIT, Role.REGULAR)) {
            for (JsonNode spec : now.path(role.list())) {
                String name = Json.text(spec, "name");
                before.path(role.list())
                        .forEach(old -> {
                            if (Json.text(old, "name").equals(name)
                                    && !old.path("image").equals(spec.path("image"))) {
                                named(name).ifPresent(container -> container.changed(spec));
                            }
                        });
            }
        }
        take(now);
        advance();
    }

    /** Ends all: the sidecars last, in reverse order. */
    void end(int grace, Runnable then) {
        all.forEach(Container::stopLivenessProbes);
        List<Container> first = new ArrayList<>(all);
        List<Container> sidecars = of(Role.SIDECAR).reversed();
        first.removeAll(sidecars);
        Runnable last = () -> inTurn(sidecars, grace, then);
        List<Container> left = new ArrayList<>(first);
        if (first.isEmpty()) {
            last.run();
        }
        for (Container container : first) {
            container.stop(
                    grace,
                    () -> {
                        if (left.remove(container) && left.isEmpty()) {
                            last.run();
                        }
                    });
        }
    }

    private static void inTurn(List<Container> sidecars, int grace, Runnable then) {
        if (sidecars.isEmpty()) {
            then.run();
        } else {
            sidecars.getFirst()
                    .stop(grace, () -> inTurn(sidecars.subList(1, sidecars.size()), grace, then));
        }
    }

    void destroy() {
        all.forEach(Container::destroy);
    }
}
