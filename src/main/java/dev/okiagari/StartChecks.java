package dev.okiagari;

import java.nio.file.Path;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;

/** What can be refused before anything is opened: settings that cannot be meant, a directory. */
class StartChecks implements ApplicationContextInitializer<GenericApplicationContext> {

    @Override
    public void initialize(GenericApplicationContext context) {
        ConfigurableEnvironment environment = context.getEnvironment();
        SettingMetadata.read().check(environment);
        checkSpeed(environment);
        checkReplicas(environment);
        prepareDataDirectory(context, environment);
    }

    private static void checkSpeed(ConfigurableEnvironment environment) {
        double speed =
                Binder.get(environment).bind("okiagari.practice.speed", Double.class).orElse(1.0);
        String mode = environment.getProperty("okiagari.cluster.mode", "auto");
        if (speed != 1 && !"practice".equalsIgnoreCase(mode)) {
            throw new StartRefused(
                    "okiagari.practice.speed is %s, but only the practice cluster's time can run at another speed than 1: set okiagari.cluster.mode=practice (it is %s), or leave okiagari.practice.speed out."
                            .formatted(speed, mode));
        }
    }

    /** A file is locked by one process, and a practice cluster lives in one. */
    private static void checkReplicas(ConfigurableEnvironment environment) {
        boolean enabled =
                Binder.get(environment)
                        .bind("okiagari.replicas.enabled", Boolean.class)
                        .orElse(false);
        String url = environment.getProperty("spring.datasource.url", "");
        if (enabled && !url.startsWith("jdbc:postgresql:")) {
            throw new StartRefused(
                    "okiagari.replicas.enabled is true, but replicas share a PostgreSQL, and the database is %s: set spring.datasource.url to a PostgreSQL, or leave okiagari.replicas.enabled out."
                            .formatted(url.replaceFirst("[?;].*", "")));
        }
        if (enabled
                && "practice"
                        .equalsIgnoreCase(
                                environment.getProperty("okiagari.cluster.mode", "auto"))) {
            throw new StartRefused(
                    "okiagari.replicas.enabled is true, but each process has a practice cluster of its own: set okiagari.cluster.mode to kubeconfig or in-cluster, or leave okiagari.replicas.enabled out.");
        }
    }

    private static void prepareDataDirectory(
            GenericApplicationContext context, ConfigurableEnvironment environment) {
        String configured = environment.getProperty("okiagari.data-dir", "");
        if (configured.isBlank()) {
            throw new StartRefused(
                    "okiagari.data-dir is empty: name a directory that may be written.");
        }
        DataDirectory directory = DataDirectory.prepare(Path.of(configured));
        if (environment.getProperty("spring.datasource.url", "").startsWith("jdbc:h2:file:")) {
            DataDirectory.Lock lock = directory.lock();
            context.registerBean("dataDirectoryLock", DataDirectory.Lock.class, () -> lock);
        }
    }
}
