package dev.okiagari.replica;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Where replicas leave what they have to tell, for a minute. */
@Component
class Board {

    /** Ids may be committed in another order than they were given: that many are read again. */
    static final int OVERLAP = 1000;

    /** Less than the overlap, so that none falls out of it. */
    static final int SOME = 200;

    private final JdbcClient jdbc;

    Board(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** One thing to tell. */
    record Note(String topic, String subject) {}

    /** A note of another replica. */
    record Posted(long id, Note note) {}

    @Transactional
    public void post(String sender, List<Note> notes) {
        for (Note note : notes) {
            jdbc.sql(
                            """
                            insert into replica_news (sender, topic, subject, told_at)
                            values (:sender, :topic, :subject, current_timestamp)
                            """)
                    .param("sender", sender)
                    .param("topic", note.topic())
                    .param("subject", note.subject())
                    .update();
        }
    }

    long newest() {
        return jdbc.sql("select coalesce(max(id), 0) from replica_news").query(Long.class).single();
    }

    /** What others told, the first one first. */
    List<Posted> after(long id, String reader) {
        return jdbc.sql(
                        """
                        select id, topic, subject from replica_news
                        where id > :id and sender <> :reader order by id
                        """)
                .param("id", id)
                .param("reader", reader)
                .query((row, _) ->
                        new Posted(
                                row.getLong("id"),
                                new Note(row.getString("topic"), row.getString("subject"))))
                .list();
    }

    void forget() {
        jdbc.sql(
                        """
                        delete from replica_news
                        where told_at < current_timestamp - interval '60' second
                        """)
                .update();
    }
}
