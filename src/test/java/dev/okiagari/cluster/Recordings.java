package dev.okiagari.cluster;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a real API said, through the real translation: cluster events in the order of their time.
 */
public final class Recordings {

    private static final Instant BEGIN = Instant.parse("2026-11-23T17:00:00Z");

    private Recordings() {}

    /** The version of what was seen then: our clock counts a millisecond a version. */
    public static long version(Instant seen) {
        return Duration.between(BEGIN, seen).toMillis();
    }

    /** Pods and events of a folder of {@code recordings}, by resource version. */
    public static List<ClusterEvent> of(String folder) {
        List<Map.Entry<Long, ClusterEvent>> all = new ArrayList<>();
        for (String line : lines(folder, "pods")) {
            Map<?, ?> said = Serialization.unmarshal(line, Map.class);
            Pod pod = Serialization.unmarshal(Serialization.asJson(said.get("object")), Pod.class);
            long version = Long.parseLong(pod.getMetadata().getResourceVersion());
            PodSnapshot snapshot = PodTranslator.translate(pod);
            boolean deleted = "DELETED".equals(said.get("type"));
            Instant seen = BEGIN.plusMillis(version);
            all.add(
                    Map.entry(
                            version,
                            deleted
                                    ? new ClusterEvent.PodRemoved(snapshot, seen, true)
                                    : new ClusterEvent.PodObserved(null, snapshot, seen)));
        }
        for (String line : lines(folder, "events")) {
            Map<?, ?> said = Serialization.unmarshal(line, Map.class);
            Event event =
                    Serialization.unmarshal(Serialization.asJson(said.get("object")), Event.class);
            long version = Long.parseLong(event.getMetadata().getResourceVersion());
            all.add(
                    Map.entry(
                            version,
                            new ClusterEvent.EventObserved(
                                    EventTranslator.translate(event), BEGIN.plusMillis(version))));
        }
        return all.stream()
                .sorted(Comparator.comparing(Map.Entry::getKey))
                .map(Map.Entry::getValue)
                .toList();
    }

    private static List<String> lines(String folder, String kind) {
        return text(folder + "/" + kind + ".ndjson")
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
    }

    /** A file among the recordings. */
    public static String text(String file) {
        String name = "/recordings/" + file;
        try (InputStream in = Objects.requireNonNull(Recordings.class.getResourceAsStream(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new IllegalStateException(name, unreadable);
        }
    }
}
