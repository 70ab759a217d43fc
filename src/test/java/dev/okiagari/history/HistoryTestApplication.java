package dev.okiagari.history;

import dev.okiagari.database.Database;
import dev.okiagari.replica.Bulletin;
import dev.okiagari.replica.Office;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;

/** The parts of the history but its recorder, with a database, a clock and a cluster of a test. */
@EnableAutoConfiguration
@EntityScan(basePackageClasses = Row.class)
@EnableJpaRepositories(basePackageClasses = Row.class)
@ComponentScan(basePackageClasses = Database.class)
@ConfigurationPropertiesScan(basePackageClasses = Database.class)
@Import({
    Ledger.class,
    Archive.class,
    Announcer.class,
    History.class,
    Claims.class,
    Summaries.class,
    KeptTables.class,
    WordsLedger.class,
    Comebacks.class,
    Timelines.class,
    LaneChoice.class,
    LaneFailures.class,
    LaneRestarts.class,
    LaneRuns.class,
    LaneSums.class,
    Stretches.class,
    LaneSurroundings.class,
    HistoryTables.class
})
class HistoryTestApplication {

    final List<HistoryEvent> heard = new CopyOnWriteArrayList<>();

    @EventListener
    void on(HistoryEvent event) {
        heard.add(event);
    }

    @Bean
    Clock clock() {
        return Clock.fixed(Pods.at(3600), ZoneOffset.UTC);
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
    ShownCluster cluster() {
        return new ShownCluster();
    }
}
