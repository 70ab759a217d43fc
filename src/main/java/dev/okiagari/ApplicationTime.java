package dev.okiagari;

import dev.okiagari.cluster.Sleep;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The one clock and the one way to wait. Nothing else asks the machine for the time. */
@Configuration(proxyBeanMethods = false)
class ApplicationTime {

    private final double speed;

    ApplicationTime(PracticeTimeProperties properties) {
        this.speed = properties.speed();
    }

    @Bean
    Clock clock() {
        Clock machine = Clock.systemUTC();
        return speed == 1 ? machine : new ScaledClock(machine, machine.instant(), speed);
    }

    @Bean
    Sleep sleep() {
        return duration -> Thread.sleep(realTime(duration));
    }

    Duration realTime(Duration duration) {
        return speed == 1 ? duration : ScaledClock.scale(duration, 1 / speed);
    }
}
