package dev.okiagari.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

import dev.okiagari.cluster.ClusterConnection;
import dev.okiagari.cluster.NotConnectedException;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpecBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What people are told of who records, and of where that is decided. */
class RecordersTests {

    private static final Instant AT = Instant.parse("2026-11-30T01:02:03.456Z");

    private final ClusterConnection connection = mock();
    private final KubernetesClient client = mock();

    @Test
    void whoHasTheLeaseIsToldWithTheTimeItTookIt() {
        Replica replica = new Replica("us");
        Recorders recorders = new Recorders(replica, new Office(replica, Terms.NONE));

        recorders.seen(new Election.Holder("them", AT), null);
        assertThat(recorders.view()).isEqualTo(new Recorders.View("us", false, "them", AT, null));

        recorders.seen(null, "403");
        assertThat(recorders.view()).isEqualTo(new Recorders.View("us", false, null, null, "403"));
    }

    @Test
    void aProcessThatIsAloneTellsNothing() {
        assertThat(new Recorders(Replica.alone(), Office.alone()).view()).isNull();
        assertThat(place(false, "tools").namespace()).isEmpty();
    }

    @Test
    void leaseThatNobodyHasHasNoHolder() {
        assertThat(Election.Holder.of(new LeaseSpecBuilder().build())).isEmpty();
        assertThat(Election.Holder.of(new LeaseSpecBuilder().withHolderIdentity("").build()))
                .isEmpty();
        assertThat(Election.Holder.of(new LeaseSpecBuilder().withHolderIdentity("us").build()))
                .contains(new Election.Holder("us", null));
        assertThat(
                        Election.Holder.of(
                                new LeaseSpecBuilder()
                                        .withHolderIdentity("us")
                                        .withAcquireTime(AT.atZone(ZoneOffset.UTC))
                                        .build()))
                .contains(new Election.Holder("us", AT));
    }

    @Test
    void leaseIsWhereItIsSetElseWhereTheClientIsElseInDefault() {
        given(connection.client()).willReturn(client);

        assertThat(place(true, null).namespace()).contains("default");
        given(client.getNamespace()).willReturn("tools");
        assertThat(place(true, null).namespace()).contains("tools");
        assertThat(place(true, "shop").namespace()).contains("shop");
    }

    @Test
    void beforeTheFirstConnectionOnlyWhatIsSetIsKnown() {
        given(connection.client()).willThrow(NotConnectedException.class);

        assertThat(place(true, null).namespace()).isEmpty();
        assertThat(place(true, "shop").namespace()).contains("shop");
    }

    private LeasePlace place(boolean enabled, @Nullable String namespace) {
        return new LeasePlace(
                new ReplicasProperties(
                        enabled,
                        "okiagari",
                        namespace,
                        Duration.ofSeconds(15),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(2)),
                connection);
    }
}
