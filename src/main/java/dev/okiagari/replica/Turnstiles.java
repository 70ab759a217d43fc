package dev.okiagari.replica;

import java.util.function.Function;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Makes turnstiles that all replicas share. */
@Component
public class Turnstiles {

    private static final long OKIAGARI = 0x6F6B_6961_0000L;

    private final Function<String, Turnstile> made;

    @Autowired
    Turnstiles(Replica replica, DataSource source) {
        this(name ->
                replica.isOneOfMany()
                        ? Turnstile.shared(source, OKIAGARI + name.hashCode())
                        : Turnstile.alone());
    }

    private Turnstiles(Function<String, Turnstile> made) {
        this.made = made;
    }

    /** Those of a process that has the database to itself. */
    public static Turnstiles alone() {
        return new Turnstiles(_ -> Turnstile.alone());
    }

    /**
     * The same for the same name.
     *
     * @param name what it is for
     */
    public Turnstile of(String name) {
        return made.apply(name);
    }
}
