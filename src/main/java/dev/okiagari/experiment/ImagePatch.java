package dev.okiagari.experiment;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A JSON patch that names a container's image by another, equal reference, and applies only to the
 * pod and the container that were seen.
 */
final class ImagePatch {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private ImagePatch() {}

    /** Empty where the pod is not there, or its node tells of no digest. */
    static Optional<String> of(@Nullable Pod pod, Target target) {
        if (pod == null) {
            return Optional.empty();
        }
        String name = target.containerRef().name();
        return status(pod, name)
                .flatMap(status -> place(pod, name).flatMap(place -> of(target, place, status)));
    }

    /** Where in the specification a container stands, and what it names. */
    private record Place(String path, String name, String image) {}

    private static Optional<String> of(Target target, Place place, ContainerStatus status) {
        return EqualImage.of(status.getImageID(), place.image())
                .map(other ->
                        JSON.writeValueAsString(
                                List.of(
                                        test("/metadata/uid", target.pod().uid()),
                                        test(place.path() + "/name", place.name()),
                                        test(place.path() + "/image", place.image()),
                                        operation("replace", place.path() + "/image", other))));
    }

    private static Optional<ContainerStatus> status(Pod pod, String name) {
        return Stream.concat(
                        pod.getStatus().getContainerStatuses().stream(),
                        pod.getStatus().getInitContainerStatuses().stream())
                .filter(status -> name.equals(status.getName()))
                .findFirst();
    }

    private static Optional<Place> place(Pod pod, String name) {
        return place("/spec/containers/", pod.getSpec().getContainers(), name)
                .or(() -> place("/spec/initContainers/", pod.getSpec().getInitContainers(), name));
    }

    private static Optional<Place> place(String path, List<Container> containers, String name) {
        for (int i = 0; i < containers.size(); i++) {
            if (name.equals(containers.get(i).getName())) {
                return Optional.of(new Place(path + i, name, containers.get(i).getImage()));
            }
        }
        return Optional.empty();
    }

    private static Map<String, String> test(String path, String value) {
        return operation("test", path, value);
    }

    private static Map<String, String> operation(String what, String path, String value) {
        return Map.of("op", what, "path", path, "value", value);
    }
}
