package dev.okiagari.replica;

import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The replicas that are there: a row each, with a number that grows as long as it lives. */
@Component
class Roll {

    private final JdbcClient jdbc;

    Roll(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** False where it is not on the roll, or not any more. */
    boolean beat(String id) {
        return jdbc.sql("update replica set beat = beat + 1 where id = :id")
                        .param("id", id)
                        .update()
                == 1;
    }

    void enter(String id) {
        jdbc.sql("insert into replica (id, beat) values (:id, 0)").param("id", id).update();
    }

    /** All but one, with their beats. */
    Map<String, Long> others(String id) {
        Map<String, Long> beats = new HashMap<>();
        jdbc.sql("select id, beat from replica where id <> :id")
                .param("id", id)
                .query(row -> {
                    beats.put(row.getString("id"), row.getLong("beat"));
                });
        return beats;
    }

    /**
     * Takes one off whose last sign this was: from then on what it had belongs to nobody.
     *
     * @return false where it has given another sign, or somebody was quicker
     */
    boolean strike(String id, long beat) {
        return jdbc.sql("delete from replica where id = :id and beat = :beat")
                        .param("id", id)
                        .param("beat", beat)
                        .update()
                == 1;
    }

    void leave(String id) {
        jdbc.sql("delete from replica where id = :id").param("id", id).update();
    }
}
