package dev.okiagari.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.okiagari.safety.FakeApi;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether the API server is there, by what it says itself. */
class HeartbeatTests {

    private final Heartbeat heartbeat = new Heartbeat(Clock.systemUTC(), Duration.ofSeconds(5));
    private FakeApi api;

    @BeforeEach
    void open() throws IOException {
        api = new FakeApi();
    }

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void oneThatIsReadyIsAskedNothingElse() throws InterruptedException {
        api.says("/readyz", "ok");

        assertThat(heartbeat.ask(api.client())).isInstanceOf(Heartbeat.Answer.Alive.class);
        assertThat(api.asked()).containsExactly("/readyz");
    }

    @ParameterizedTest
    @ValueSource(strings = {"etcd", "etcd-readiness"})
    void withoutItsStoreItOnlyRemembers(String check) throws InterruptedException {
        api.says(
                "/readyz",
                500,
                "[+]ping ok\n[-]%s failed: reason withheld\nreadyz check failed".formatted(check));
        api.says("/version", "{}");

        assertThat(heartbeat.ask(api.client()))
                .isEqualTo(new Heartbeat.Answer.Dead(Message.of("cluster.connection.no-store")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[-]poststarthook/rbac/bootstrap-roles failed: reason withheld\n[+]etcd ok",
                "[-]etcdlike failed: reason withheld",
                ""
            })
    void withAnyOtherCheckFailingItStillServes(String body) throws InterruptedException {
        api.says("/readyz", 500, body);
        api.says("/version", "{}");

        assertThat(heartbeat.ask(api.client())).isInstanceOf(Heartbeat.Answer.Alive.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 404})
    void whereReadinessIsNotToldTheVersionWillDo(int status) throws InterruptedException {
        api.says("/readyz", status, "{}");
        api.says("/version", "{}");

        assertThat(heartbeat.ask(api.client())).isInstanceOf(Heartbeat.Answer.Alive.class);
    }

    @Test
    void oneThatDoesNotKnowUsIsAsGoodAsNone() throws InterruptedException {
        api.says(".*", 401, "{}");

        assertThat(heartbeat.ask(api.client()))
                .isEqualTo(
                        new Heartbeat.Answer.Dead(Message.of("cluster.connection.unauthorized")));
    }
}
