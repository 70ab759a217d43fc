package dev.okiagari.safety;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

import dev.okiagari.cluster.Cluster;
import dev.okiagari.cluster.ClusterConnection;
import dev.okiagari.cluster.ClusterInfo;
import dev.okiagari.cluster.ClusterKind;
import dev.okiagari.cluster.Connection;
import dev.okiagari.cluster.Message;
import dev.okiagari.replica.LeasePlace;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the cluster lets us do, by its own word. */
class PermissionsIntegrationTests {

    private static final String REVIEWS = "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews";

    private final Cluster cluster = mock();
    private final ClusterConnection connection = mock();
    private final LeasePlace lease = mock();
    private volatile Instant now = Instant.EPOCH;
    private final InstantSource source = () -> now;
    private final Clock clock = source.withZone(ZoneOffset.UTC);
    private final Permissions permissions =
            new Permissions(
                    cluster,
                    new Enquiry(connection),
                    new AllowedNamespaces(List.of("playground", "test-*")),
                    new ClusterDecides(false, "", ""),
                    lease,
                    clock);
    private FakeApi api;

    @BeforeEach
    void connect() throws IOException {
        api = new FakeApi();
        given(connection.client()).willReturn(api.client());
        given(cluster.connection())
                .willReturn(new Connection(Connection.State.CONNECTED, Instant.EPOCH, null));
        given(cluster.namespaces()).willReturn(List.of());
        given(lease.namespace()).willReturn(Optional.empty());
        answers("true");
    }

    @AfterEach
    void disconnect() {
        api.close();
    }

    @Test
    void questionIsWhatTheClusterWouldDecideOn() {
        assertThat(permissions.may("lab", "patch", "pods/ephemeralcontainers"))
                .isEqualTo(Permission.State.ALLOWED);
        assertThat(permissions.may(null, "list", "poddisruptionbudgets"))
                .isEqualTo(Permission.State.ALLOWED);

        assertThat(api.asked()).containsExactly(REVIEWS, REVIEWS);
        assertThat(api.bodies().getFirst())
                .contains("\"namespace\":\"lab\"")
                .contains("\"verb\":\"patch\"")
                .contains("\"resource\":\"pods\"")
                .contains("\"subresource\":\"ephemeralcontainers\"");
        assertThat(api.bodies().getLast())
                .contains("\"group\":\"policy\"")
                .doesNotContain("\"namespace\"")
                .doesNotContain("\"subresource\"");
    }

    @Test
    void whatItTakesToAskAboutPeopleIsNeededOnlyWhereTheClusterDecides()
            throws InterruptedException {
        answers("false");
        Permissions deciding =
                new Permissions(
                        cluster,
                        new Enquiry(connection),
                        new AllowedNamespaces(List.of()),
                        new ClusterDecides(true, "", ""),
                        lease,
                        clock);

        assertThat(permissions.all())
                .noneMatch(one -> one.resource().equals("subjectaccessreviews"));
        assertThat(deciding.all())
                .filteredOn(one -> one.resource().equals("subjectaccessreviews"))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.namespace()).isNull();
                    assertThat(one.disables())
                            .isEqualTo(
                                    new dev.okiagari.cluster.Message(
                                            "safety.needs.review", List.of()));
                });
    }

    @Test
    void answerIsGoodForAMinute() {
        assertThat(permissions.may("lab", "delete", "pods")).isEqualTo(Permission.State.ALLOWED);
        answers("false");
        later(Duration.ofSeconds(59));
        assertThat(permissions.may("lab", "delete", "pods")).isEqualTo(Permission.State.ALLOWED);
        assertThat(permissions.may("other", "delete", "pods")).isEqualTo(Permission.State.DENIED);

        later(Duration.ofSeconds(1));
        assertThat(permissions.may("lab", "delete", "pods")).isEqualTo(Permission.State.DENIED);
        assertThat(api.asked()).hasSize(3);
    }

    @Test
    void clusterThatDoesNotSayIsNotTakenForANo() {
        api.says(REVIEWS, 500, "{}");
        assertThat(permissions.may("lab", "get", "pods")).isEqualTo(Permission.State.UNKNOWN);
        api.says(REVIEWS, 403, "{}");
        assertThat(permissions.may("lab", "list", "pods")).isEqualTo(Permission.State.UNKNOWN);
    }

    @Test
    void nobodyIsAskedWhileThereIsNoConnection() {
        given(cluster.connection())
                .willReturn(new Connection(Connection.State.DISCONNECTED, Instant.EPOCH, null));

        assertThat(permissions.may("lab", "get", "pods")).isEqualTo(Permission.State.UNKNOWN);
        assertThat(api.asked()).isEmpty();
    }

    @Test
    void allNamespacesAreOneQuestionAndThoseForExperimentsOneEach() throws InterruptedException {
        assertThat(permissions.all())
                .hasSize(2 * Need.ALL.size())
                .extracting(Permission::namespace)
                .containsOnly(null, "playground");
        assertThat(permissions.all()).allMatch(one -> one.disables() == null);
    }

    @Test
    void openShiftIsAskedForMore() throws InterruptedException {
        given(cluster.info())
                .willReturn(
                        Optional.of(
                                new ClusterInfo(
                                        "id", "lab", ClusterKind.OPENSHIFT, "v1.30", null)));

        assertThat(permissions.in("lab"))
                .hasSize(Need.ALL.size() + Need.OPENSHIFT.size())
                .extracting(Permission::resource)
                .contains("deploymentconfigs", "routes");
    }

    @Test
    void watchedNamespacesAreAskedOneByOne() throws InterruptedException {
        given(cluster.namespaces()).willReturn(List.of("shop", "playground"));
        answers("false");

        assertThat(permissions.all())
                .extracting(Permission::namespace)
                .containsOnly("shop", "playground");
        assertThat(permissions.in("shop"))
                .hasSize(Need.ALL.size())
                .allMatch(one -> one.state() == Permission.State.DENIED)
                .allMatch(one -> one.disables() != null);
        assertThat(api.asked()).as("the second time from memory").hasSize(2 * Need.ALL.size());
    }

    @Test
    void replicasNeedTheirLeaseInItsNamespaceAlone() throws InterruptedException {
        assertThat(permissions.all()).noneMatch(one -> one.resource().equals("leases"));

        given(lease.namespace()).willReturn(Optional.of("tools"));
        answers("false");
        later(Duration.ofMinutes(1));

        assertThat(permissions.all())
                .filteredOn(one -> one.resource().equals("leases"))
                .allMatch(one -> "tools".equals(one.namespace()))
                .allMatch(one -> Message.of("safety.needs.lease").equals(one.disables()))
                .extracting(Permission::verb)
                .containsExactly("get", "create", "update");
        assertThat(permissions.in("tools")).hasSize(Need.ALL.size() + Need.REPLICAS.size());
        assertThat(permissions.in("shop")).hasSize(Need.ALL.size());
        assertThat(api.bodies()).anyMatch(body -> body.contains("coordination.k8s.io"));
    }

    private void answers(String allowed) {
        api.says(
                REVIEWS,
                201,
                "{\"kind\":\"SelfSubjectAccessReview\",\"apiVersion\":\"authorization.k8s.io/v1\","
                        + "\"spec\":{},\"status\":{\"allowed\":"
                        + allowed
                        + "}}");
    }

    private void later(Duration duration) {
        now = now.plus(duration);
    }
}
