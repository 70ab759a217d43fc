package dev.okiagari.replica;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.stereotype.Component;

/** Whether this process records: over all replicas of a cluster the sum is 1. */
@Component
class OfficeMetrics implements MeterBinder {

    static final String RECORDS = "okiagari.records";

    private final Office office;

    OfficeMetrics(Office office) {
        this.office = office;
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        Gauge.builder(RECORDS, office, now -> now.isHeld() ? 1 : 0)
                .description("1 while this process records what happens")
                .register(meters);
    }
}
