package dev.okiagari.replica;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** This process among those that use one database. */
@Component
public class Replica {

    private static final int NAME = 60;
    private static final int RUN = 8;

    private final @Nullable String id;

    /** In a pod the host name is the pod's name; each start is another replica. */
    @Autowired
    Replica(ReplicasProperties properties, Environment environment) {
        this(
                properties.enabled()
                        ? name(environment.getProperty("HOSTNAME", "okiagari"))
                                + "-"
                                + UUID.randomUUID().toString().substring(0, RUN)
                        : null);
    }

    Replica(@Nullable String id) {
        this.id = id;
    }

    /** The only one, with the database to itself. */
    public static Replica alone() {
        return new Replica((String) null);
    }

    /** Whether there may be others; else nothing is asked and nothing is kept for them. */
    public boolean isOneOfMany() {
        return id != null;
    }

    /** Of whom what it begins is; null where it is alone. */
    public @Nullable String id() {
        return id;
    }

    private static String name(String host) {
        return host.length() > NAME ? host.substring(0, NAME) : host;
    }
}
