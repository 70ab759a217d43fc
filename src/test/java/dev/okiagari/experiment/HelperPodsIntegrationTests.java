package dev.okiagari.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

import dev.okiagari.cluster.ClusterConnection;
import dev.okiagari.safety.FakeApi;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A helper that does not come to run harms nobody and does not stay. */
class HelperPodsIntegrationTests {

    private static final String PODS = "/api/v1/namespaces/okiagari/pods";
    private static final String ONE = PODS + "/okiagari-helper-[0-9a-f-]+";

    private final ClusterConnection connection = mock();
    private final HelperPods helpers =
            new HelperPods(connection, Targets.images("", "busybox:1"), _ -> {});
    private FakeApi api;

    @BeforeEach
    void connect() throws IOException {
        api = new FakeApi();
        given(connection.client()).willReturn(api.client());
        api.says(PODS, pod("{}"));
    }

    @AfterEach
    void disconnect() {
        api.close();
    }

    @Test
    void oneThatRunsIsWhereCommandsGo() throws InterruptedException {
        api.says(
                ONE,
                pod(
                        "{'phase':'Running','containerStatuses':[{'name':'helper','state':{'running':{}}}]}"));

        assertThat(make())
                .isInstanceOfSatisfying(
                        HelperPods.Made.Running.class,
                        running -> assertThat(running.helper().pod().uid()).isEqualTo("uid-h"));
        assertThat(deletions()).isZero();
    }

    @Test
    void oneThatIsEvictedIsRefusedWithTheNodesWords() throws InterruptedException {
        api.says(
                ONE,
                pod(
                        "{'phase':'Failed','reason':'Evicted','message':'the node was low on memory'}"));

        assertThat(make())
                .isEqualTo(
                        new HelperPods.Made.Refused(
                                Outcome.IMPOSSIBLE, "no-helper", "the node was low on memory"));
        assertThat(deletions()).isOne();
    }

    @Test
    void oneWhoseImageCannotBePulledIsNotWaitedForForever() throws InterruptedException {
        api.says(
                ONE,
                pod(
                        "{'phase':'Pending','containerStatuses':[{'name':'helper','state':{'waiting':"
                                + "{'reason':'ErrImagePull','message':'no such image'}}}]}"));

        assertThat(make())
                .isEqualTo(
                        new HelperPods.Made.Refused(
                                Outcome.IMPOSSIBLE, "no-helper", "ErrImagePull no such image"));
        assertThat(deletions()).isOne();
    }

    @Test
    void oneThatTheClusterForbidsIsDenied() throws InterruptedException {
        api.says(
                PODS,
                403,
                "{'kind':'Status','code':403,'message':'privileged pods are forbidden'}"
                        .replace('\'', '"'));

        assertThat(make())
                .isInstanceOfSatisfying(
                        HelperPods.Made.Refused.class,
                        refused -> {
                            assertThat(refused.outcome()).isEqualTo(Outcome.DENIED);
                            assertThat(refused.message()).contains("privileged pods are forbidden");
                        });
    }

    @Test
    void oneThatCannotBeLookedAfterIsDeleted() throws InterruptedException {
        api.says(ONE, 500, "{}");

        assertThat(make()).isInstanceOf(HelperPods.Made.Refused.class);
        assertThat(deletions()).isOne();
    }

    private HelperPods.Made make() throws InterruptedException {
        return helpers.make(
                new Target(Courses.POD.ref(), Courses.POD.workload(), "app", Targets.OLD),
                "node",
                30);
    }

    private long deletions() {
        return api.requests().stream().filter(request -> request.startsWith("DELETE ")).count();
    }

    private static String pod(String status) {
        return "{'kind':'Pod','apiVersion':'v1','metadata':{'name':'h','uid':'uid-h'},'status':%s}"
                .formatted(status)
                .replace('\'', '"');
    }
}
