package dev.okiagari.safety;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;

import dev.okiagari.cluster.ClusterConnection;
import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nobody does through Okiagari what the cluster would refuse them. */
class PersonalRightsIntegrationTests {

    private static final String REVIEWS = "/apis/authorization.k8s.io/v1/subjectaccessreviews";
    private static final Deed DELETE = new Deed("delete", "pods");
    private static final Actor ANNA =
            new Actor("anna", null, "oidc", Rights.ALL, Set.of("sre", "dev"));

    private final ClusterConnection connection = mock();
    private final PersonalRights rights = rights(new ClusterDecides(true, "oidc:", "grp:"));
    private FakeApi api;

    @BeforeEach
    void connect() throws IOException {
        api = new FakeApi();
        given(connection.client()).willReturn(api.client());
        answers("\"allowed\":true");
    }

    @AfterEach
    void disconnect() {
        api.close();
    }

    @Test
    void theClusterIsAskedAboutThePersonAsItKnowsThem() {
        assertThat(rights.refusal(ANNA, "lab", Deed.EXEC)).isEmpty();
        assertThat(rights.refusal(ANNA, "lab", new Deed("patch", "deployments"))).isEmpty();

        assertThat(api.asked()).containsExactly(REVIEWS, REVIEWS);
        assertThat(api.bodies().getFirst())
                .contains("\"user\":\"oidc:anna\"")
                .contains("\"groups\":[\"grp:dev\",\"grp:sre\",\"system:authenticated\"]")
                .contains("\"namespace\":\"lab\"")
                .contains("\"verb\":\"create\"")
                .contains("\"resource\":\"pods\"")
                .contains("\"subresource\":\"exec\"");
        assertThat(api.bodies().getLast())
                .contains("\"group\":\"apps\"")
                .contains("\"resource\":\"deployments\"");
    }

    @Test
    void aNoSaysWhatIsLackingWhereAndWhy() {
        answers("\"allowed\":false,\"reason\":\"not\\nhere\"");

        Refusal refusal = refusal(rights, ANNA);

        assertThat(refusal.guard()).isEqualTo(Guard.CLUSTER_DENIES);
        assertThat(refusal.guard().isConfirmable()).isFalse();
        assertThat(refusal.reason().key()).isEqualTo("safety.guard.cluster-denies.denied");
        assertThat(refusal.reason().arguments())
                .containsExactly("oidc:anna", "delete", "pods", "lab", "not here");
        assertThat(refusal.result())
                .isEqualTo(
                        "refused: cluster-denies: oidc:anna may not delete pods in lab: not here");
    }

    @Test
    void aRightThatIsTakenAwayCountsAtOnce() {
        assertThat(rights.refusal(ANNA, "lab", DELETE)).isEmpty();
        answers("\"allowed\":false");

        assertThat(rights.refusal(ANNA, "lab", DELETE)).isPresent();
    }

    @Test
    void denialOutweighsAnAllowance() {
        answers("\"allowed\":true,\"denied\":true");

        assertThat(rights.refusal(ANNA, "lab", DELETE)).isPresent();
    }

    @Test
    void noAnswerIsANo() {
        api.says(REVIEWS, 500, "{}");

        assertThat(refusal(rights, ANNA).reason().key())
                .isEqualTo("safety.guard.cluster-denies.unanswered");
    }

    @Test
    void whoeverMayNotAskIsToldWhichRightThatTakes() {
        api.says(REVIEWS, 403, "{}");

        assertThat(refusal(rights, ANNA).reason().key())
                .isEqualTo("safety.guard.cluster-denies.unasked");
    }

    @Test
    void nobodyLogsInUnderANameOfTheClustersOwn() {
        PersonalRights bare = rights(new ClusterDecides(true, "", ""));
        Actor forged = new Actor("system:admin", null, "oidc", Rights.ALL, Set.of());

        assertThat(refusal(bare, forged).reason().key())
                .isEqualTo("safety.guard.cluster-denies.reserved");
        assertThat(api.asked()).isEmpty();
    }

    @Test
    void nobodyBringsAGroupOfTheClustersOwn() {
        PersonalRights bare = rights(new ClusterDecides(true, "", ""));
        Actor forged =
                new Actor("eve", null, "oidc", Rights.ALL, Set.of("system:masters", "system:x"));

        bare.refusal(forged, "lab", DELETE);

        assertThat(api.bodies().getFirst())
                .contains("\"groups\":[\"system:authenticated\"]")
                .doesNotContain("masters");
    }

    @Test
    void whereItIsOffNobodyIsAsked() {
        PersonalRights off = rights(new ClusterDecides(false, "", ""));

        assertThat(off.refusal(ANNA, "lab", DELETE)).isEmpty();
        assertThat(api.asked()).isEmpty();
    }

    @Test
    void whatIsUndoneWithoutAPersonIsNotAskedFor() {
        assertThat(rights.refusal(Actor.ITSELF, "lab", Deed.EXEC)).isEmpty();
        assertThat(api.asked()).isEmpty();
    }

    @Test
    void aLookTakesTheRightToExecAndItsRefusalIsWrittenDown() {
        answers("\"allowed\":false");
        Audit audit = mock();

        assertThatThrownBy(() ->
                        new Clearance(audit, rights).check(ANNA, Act.INSPECT, "lab", "lab/a/b"))
                .isInstanceOf(NotPermitted.class);

        then(audit)
                .should()
                .record(
                        ANNA,
                        "inspect",
                        "lab/a/b",
                        "refused: cluster-denies: oidc:anna may not create pods/exec in lab: no"
                                + " rule allows it");
    }

    private Refusal refusal(PersonalRights asked, Actor by) {
        return asked.refusal(by, "lab", DELETE).orElseThrow();
    }

    private PersonalRights rights(ClusterDecides settings) {
        return new PersonalRights(settings, new Enquiry(connection));
    }

    private void answers(String status) {
        api.says(
                REVIEWS,
                "{\"kind\":\"SubjectAccessReview\",\"apiVersion\":\"authorization.k8s.io/v1\","
                        + "\"status\":{"
                        + status
                        + "}}");
    }
}
