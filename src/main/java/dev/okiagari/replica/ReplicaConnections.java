package dev.okiagari.replica;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Whoever stands still in the middle of a transaction holds what the others want to take up: with
 * replicas PostgreSQL ends such a session.
 */
@Component
class ReplicaConnections implements BeanPostProcessor {

    private static final String STILL = "set idle_in_transaction_session_timeout = '20s'";

    private final Environment environment;

    ReplicaConnections(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Object postProcessBeforeInitialization(Object bean, String name) {
        if (bean instanceof HikariDataSource pool
                && pool.getConnectionInitSql() == null
                && environment.getProperty("okiagari.replicas.enabled", Boolean.class, false)) {
            pool.setConnectionInitSql(STILL);
        }
        return bean;
    }
}
