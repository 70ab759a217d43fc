package dev.okiagari.database;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.stereotype.Component;

/**
 * Bounds for how long a connection to PostgreSQL waits for a network that swallows everything; the
 * driver's own are none. What the URL says comes first. Texts reach it through {@link
 * PostgresText}.
 */
@Component
class PostgresConnections implements BeanPostProcessor {

    @Override
    public Object postProcessBeforeInitialization(Object bean, String name) {
        if (bean instanceof HikariDataSource pool && isPostgres(pool)) {
            pool.addDataSourceProperty("ApplicationName", "okiagari");
            pool.addDataSourceProperty("connectTimeout", "5");
            pool.addDataSourceProperty("tcpKeepAlive", "true");
            // a migration may build an index for as long
            pool.addDataSourceProperty("socketTimeout", "600");
        }
        return bean;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof HikariDataSource pool && isPostgres(pool)
                ? new PostgresText(pool)
                : bean;
    }

    private static boolean isPostgres(HikariDataSource pool) {
        return String.valueOf(pool.getJdbcUrl()).startsWith("jdbc:postgresql:");
    }
}
