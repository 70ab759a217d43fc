package dev.okiagari.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.context.annotation.Configuration;

/** The settings of the history: their defaults and their limits. */
class HistoryPropertiesTests {

    private final ApplicationContextRunner context =
            new ApplicationContextRunner()
                    .withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
                    .withUserConfiguration(Settings.class);

    @Test
    void aQueueHoldsEachPodOfTheLargestCluster() {
        context.run(started ->
                assertThat(started.getBean(HistoryProperties.class).queue())
                        .isGreaterThan(150_000));
    }

    @Test
    void whatHappenedIsKeptFor90Days() {
        context.run(started -> {
            HistoryProperties properties = started.getBean(HistoryProperties.class);
            assertThat(properties.keep()).isEqualTo(Duration.ofDays(90));
            assertThat(properties.keepAtMost()).isEqualTo(10_000_000);
        });
    }

    @Test
    void keepingForTooShortOrTooFewStopsTheStart() {
        for (String setting :
                new String[] {"keep=59m", "keep=3651d", "keep-at-most=999", "keep-at-most=-1"}) {
            context.withPropertyValues("okiagari.history." + setting)
                    .run(started -> assertThat(started).hasFailed());
        }
    }

    @Test
    void aQueueTooSmallOrTooLargeStopsTheStart() {
        for (String queue : new String[] {"99", "10000001", "many"}) {
            context.withPropertyValues("okiagari.history.queue=" + queue)
                    .run(started -> assertThat(started).hasFailed());
        }
        context.withPropertyValues("okiagari.history.queue=100")
                .run(started -> assertThat(started).hasNotFailed());
    }

    @Test
    void lastWordsAreKeptUnlessTheyAreSwitchedOff() {
        context.run(started ->
                assertThat(started.getBean(HistoryProperties.class).lastWords())
                        .isEqualTo(new HistoryProperties.LastWords(true, 100, 16_000, 300)));
        context.withPropertyValues("okiagari.history.last-words.enabled=false")
                .run(started ->
                        assertThat(started.getBean(HistoryProperties.class).lastWords().enabled())
                                .isFalse());
    }

    @Test
    void lastWordsOutOfRangeStopTheStart() {
        for (String setting :
                new String[] {
                    "lines=0",
                    "lines=1001",
                    "size=999",
                    "size=90001",
                    "per-minute=0",
                    "per-minute=6001"
                }) {
            context.withPropertyValues("okiagari.history.last-words." + setting)
                    .run(started -> assertThat(started).hasFailed());
        }
    }

    /** Nothing but the settings. */
    @Configuration
    @EnableConfigurationProperties(HistoryProperties.class)
    static class Settings {}
}
