package dev.okiagari.liveness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

import dev.okiagari.cluster.ClusterConnection;
import dev.okiagari.cluster.WorkloadRef;
import dev.okiagari.safety.FakeApi;
import java.io.IOException;
import java.net.ConnectException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is sent, and what is made of the answers. */
class WorkloadApiIntegrationTests {

    private static final WorkloadRef WEB = new WorkloadRef("shop", "Deployment", "web");
    private static final String PATH = "/apis/apps/v1/namespaces/shop/deployments/web";

    private FakeApi server;
    private WorkloadApi api;

    @BeforeEach
    void connect() throws IOException {
        server = new FakeApi();
        ClusterConnection connection = mock(ClusterConnection.class);
        given(connection.client()).willReturn(server.client());
        api = new WorkloadApi(connection);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void aPatchIsSentOnceAndAsItIs() {
        server.says(PATH, "{\"metadata\":{\"uid\":\"u1\"},\"spec\":{\"template\":{\"a\":null}}}");

        WorkloadAnswer answer = api.write(WEB, "[1]");

        assertThat(answer)
                .isInstanceOfSatisfying(
                        WorkloadAnswer.Here.class,
                        here -> {
                            assertThat(here.workload().uid()).isEqualTo("u1");
                            assertThat(here.workload().templateText()).isEqualTo("{}");
                        });
        assertThat(server.requests()).containsExactly("PATCH " + PATH);
        assertThat(server.bodies()).containsExactly("[1]");
    }

    @ParameterizedTest
    @CsvSource({
        "StatefulSet,apis/apps/v1/namespaces/shop/statefulsets/web",
        "DaemonSet,apis/apps/v1/namespaces/shop/daemonsets/web",
        "DeploymentConfig,apis/apps.openshift.io/v1/namespaces/shop/deploymentconfigs/web"
    })
    void eachKindHasItsPlace(String kind, String path) {
        api.read(new WorkloadRef("shop", kind, "web"));

        assertThat(server.asked()).containsExactly("/" + path);
    }

    @ParameterizedTest
    @CsvSource({"Pod,web", "Deployment,../secrets/x", "Deployment,a..b", "Deployment,", "Job,web"})
    void whatIsNoNameOfAWorkloadIsNotAskedFor(String kind, @Nullable String name) {
        WorkloadAnswer answer = api.read(new WorkloadRef("shop", kind, name == null ? "" : name));

        assertThat(answer).isInstanceOf(WorkloadAnswer.Gone.class);
        assertThat(server.asked()).isEmpty();
    }

    @Test
    void aValueThatIsRefusedNamesItsField() {
        server.says(
                PATH,
                422,
                """
                {"kind":"Status","message":"invalid","details":{"causes":[{"reason":"FieldValueInvalid",
                 "field":"spec.template.spec.containers[0].livenessProbe.httpGet.port",
                 "message":"Invalid value: 70000"}]}}
                """);

        assertThat(api.rehearse(WEB, "[]"))
                .isEqualTo(
                        new WorkloadAnswer.Invalid(
                                List.of(
                                        new WorkloadAnswer.Cause(
                                                "spec.template.spec.containers[0].livenessProbe.httpGet.port",
                                                "Invalid value: 70000"))));
        assertThat(FieldNames.of("spec.template.spec.containers[0].livenessProbe.httpGet.port"))
                .isEqualTo("probe.handler.port");
    }

    @Test
    void aTestThatFailsNamesNoField() {
        server.says(
                PATH,
                422,
                "{\"kind\":\"Status\",\"message\":\"the server rejected our request\",\"details\":{}}");

        assertThat(api.write(WEB, "[]")).isInstanceOf(WorkloadAnswer.Changed.class);
    }

    @ParameterizedTest
    @CsvSource({"500", "503", "504"})
    void aServerInTroubleMayHaveTakenIt(int code) {
        server.says(PATH, code, "<html>gateway</html>");

        assertThat(api.write(WEB, "[]")).isInstanceOf(WorkloadAnswer.Unknown.class);
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void whereNothingListensNothingHasArrived() {
        assertThat(Answers.none(new ExecutionException(new ConnectException("refused"))))
                .isEqualTo(new WorkloadAnswer.Refused(0, "refused"));
        assertThat(Answers.none(new ExecutionException(new IOException("reset"))))
                .isEqualTo(new WorkloadAnswer.Unknown("reset"));
    }
}
