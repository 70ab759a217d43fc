package dev.okiagari.experiment;

import dev.okiagari.cluster.About;
import org.slf4j.spi.LoggingEventBuilder;

/** What lines of the log are about here: an experiment, and what it was aimed at. */
final class Lines {

    private Lines() {}

    static LoggingEventBuilder about(LoggingEventBuilder line, Experiment experiment) {
        return about(line, experiment.target())
                .addKeyValue("experiment", experiment.id().toString());
    }

    static LoggingEventBuilder about(LoggingEventBuilder line, Target target) {
        return About.workload(
                About.container(
                        line, target.pod().namespace(), target.pod().name(), target.container()),
                target.workload());
    }
}
