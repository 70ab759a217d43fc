package dev.okiagari.safety;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.stereotype.Component;

/** Whether everything is stopped: one look at a row for each look at the metrics. */
@Component
class HaltMetrics implements MeterBinder {

    static final String HALTED = "okiagari.halted";

    private final Halt halt;

    HaltMetrics(Halt halt) {
        this.halt = halt;
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        Gauge.builder(HALTED, halt, now -> now.state().halted() ? 1 : 0)
                .description("1 while experiments are halted")
                .register(meters);
    }
}
