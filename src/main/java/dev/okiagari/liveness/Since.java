package dev.okiagari.liveness;

import dev.okiagari.cluster.Message;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What somebody has changed of a workload since it was written. */
final class Since {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int SOME = 3;

    private static final List<String> CONTROLLERS =
            List.of("kube-controller-manager", "openshift-controller-manager");

    private Since() {}

    /** Why the earlier template may not be put back; null where it may. */
    static @Nullable Message changed(
            ProbeChange change, ChangeState.Applied applied, Workload now) {
        String name = change.target().workload().name();
        if (!change.shown().uid().equals(now.uid())) {
            return Refused.message("other", name);
        }
        if (now.template().equals(JSON.readTree(change.shown().before()))) {
            return Refused.message("undone-already", name, who(now));
        }
        List<String> paths =
                JsonDifference.paths(JSON.readTree(applied.template()), now.template());
        return paths.isEmpty()
                ? null
                : Refused.message("template-changed-since", name, some(paths), who(now));
    }

    /** The first of them. */
    static String some(List<String> paths) {
        String first = paths.stream().limit(SOME).collect(Collectors.joining(", "));
        return paths.size() > SOME ? first + ", …" : first;
    }

    /** Who wrote last what is wanted, by the server's own notes; a dash where it keeps none. */
    static String who(Workload now) {
        return StreamSupport.stream(now.metadata().path("managedFields").spliterator(), false)
                .filter(Since::isWish)
                .max(Comparator.comparing(Since::time))
                .map(entry -> entry.path("manager").asString("?") + ", " + time(entry))
                .orElse("–");
    }

    private static boolean isWish(JsonNode entry) {
        return entry.path("subresource").asString("").isEmpty()
                && !CONTROLLERS.contains(entry.path("manager").asString(""));
    }

    private static String time(JsonNode entry) {
        return entry.path("time").asString("");
    }
}
