package dev.okiagari.database;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** What monitors are told, part of readiness. It does not wait for a database that is away. */
@Component("databaseHealthIndicator")
class DatabaseHealth implements HealthIndicator {

    private final Database database;

    DatabaseHealth(Database database) {
        this.database = database;
    }

    @Override
    public Health health() {
        return switch (database.state()) {
            case DatabaseState.There _ -> Health.up().build();
            case DatabaseState.Away away ->
                    Health.down().withDetail("since", away.since().toString()).build();
        };
    }
}
