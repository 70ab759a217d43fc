package dev.okiagari.history;

import dev.okiagari.cluster.Cluster;
import dev.okiagari.cluster.ClusterEvent;
import dev.okiagari.cluster.PodSnapshot;
import dev.okiagari.cluster.Recordings;
import dev.okiagari.replica.Bulletin;
import dev.okiagari.replica.Office;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;

/**
 * The history of a recording, for tests of who reads it: kept as if it had been watched. Its clock
 * stands at {@link #NOW}, just after the recordings.
 */
@EnableAutoConfiguration
@EntityScan(basePackageClasses = Row.class)
@EnableJpaRepositories(basePackageClasses = Row.class)
@Import({
    Ledger.class,
    Archive.class,
    Announcer.class,
    History.class,
    BackOffs.class,
    Claims.class,
    Summaries.class,
    RecordedHistory.Keeper.class
})
public class RecordedHistory {

    public static final Instant NOW = Instant.parse("2026-11-23T17:20:00Z");

    @Bean
    Clock clock() {
        return Clock.fixed(NOW, ZoneOffset.UTC);
    }

    @Bean
    Office office() {
        return Office.alone();
    }

    @Bean
    Bulletin bulletin() {
        return org.mockito.Mockito.mock(Bulletin.class);
    }

    @Bean
    Cluster cluster() {
        return new ShownCluster();
    }

    /** Keeps what a recording tells. */
    public static final class Keeper {

        private final Ledger ledger;
        private final Archive archive;

        Keeper(Ledger ledger, Archive archive) {
            this.ledger = ledger;
            this.archive = archive;
        }

        /** Gives back the recording's pods as they were last told. */
        public List<PodSnapshot> keep(String folder) {
            List<ClusterEvent> events = Recordings.of(folder);
            Set<String> uids = pods(events).map(pod -> pod.ref().uid()).collect(Collectors.toSet());
            Memory memory = archive.load(ShownCluster.ID, NOW);
            for (ClusterEvent event : events) {
                ledger.write(ShownCluster.ID, memory.apply(event), event.at());
                if (!memory.sees()) {
                    ClusterEvent listed =
                            new ClusterEvent.PodsListed(
                                    ShownCluster.ID, null, null, uids, event.at());
                    ledger.write(ShownCluster.ID, memory.apply(listed), event.at());
                }
            }
            return pods(events)
                    .collect(
                            Collectors.toMap(
                                    pod -> pod.ref().uid(), pod -> pod, (old, next) -> next))
                    .values()
                    .stream()
                    .toList();
        }

        private static Stream<PodSnapshot> pods(List<ClusterEvent> events) {
            return events.stream()
                    .filter(ClusterEvent.PodObserved.class::isInstance)
                    .map(event -> ((ClusterEvent.PodObserved) event).after());
        }
    }
}
