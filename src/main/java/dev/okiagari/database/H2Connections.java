package dev.okiagari.database;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.stereotype.Component;

/** An H2 in a file is asked only while its disk has space: {@link SpareDisk}. */
@Component
class H2Connections implements BeanPostProcessor {

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof HikariDataSource pool
                        && SpareDisk.isFor(String.valueOf(pool.getJdbcUrl()))
                ? SpareDisk.of(pool, pool.getJdbcUrl())
                : bean;
    }
}
