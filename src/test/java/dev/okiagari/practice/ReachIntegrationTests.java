package dev.okiagari.practice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.EphemeralContainer;
import io.fabric8.kubernetes.api.model.EphemeralContainerBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The ways to reach a process that no exec opens. */
class ReachIntegrationTests {

    private static final Running RUNNING = new Running(10);
    private static final KubernetesClient CLIENT = RUNNING.client();
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final String VICTIM = "okiagari.dev/victim-sh:1";

    @BeforeAll
    static void allPodsRun() {
        RUNNING.awaitRunning();
    }

    @AfterAll
    static void stop() {
        RUNNING.close();
    }

    @Test
    void anEphemeralContainerSignalsAShellLessApplicationAndStaysInTheSpec() {
        String pod = RUNNING.pod("shell-less");
        String before = RUNNING.containerId(pod);
        addEphemeral(pod, ephemeral("kill-1", "shell-less", "kill", "-KILL", "1"));
        await().atMost(LONG).until(() -> ended(pod, "kill-1"));
        assertThat(RUNNING.containerId(pod)).isEqualTo(before);

        addEphemeral(pod, ephemeral("kill-2", "shell-less", "kill", "-TERM", "1"));

        await().atMost(LONG)
                .until(() ->
                        RUNNING.restarts(pod) == 1 && !RUNNING.containerId(pod).equals(before));
        assertThat(RUNNING.status(pod).getLastState().getTerminated().getExitCode()).isZero();
        Pod now = get(pod);
        assertThat(now.getSpec().getEphemeralContainers())
                .extracting(EphemeralContainer::getName)
                .containsExactly("kill-1", "kill-2");
        assertThat(ephemeralStatus(pod, "kill-1").getState().getTerminated().getExitCode())
                .isZero();
        assertThat(ephemeralStatus(pod, "kill-1").getRestartCount()).isZero();
    }

    @Test
    void anEphemeralContainerIsAPeerThatEndsWithItsTarget() {
        create(pod("peered").build());
        addEphemeral("peered", ephemeral("peer", "main", "sh", "-c", "echo here; sleep 1000"));
        await().atMost(LONG)
                .until(() -> ephemeralStatus("peered", "peer").getState().getRunning() != null);

        Running.Ran seen =
                RUNNING.execIn("peered", "peer", "cat", "/proc/1/cgroup", "/proc/self/cgroup");
        assertThat(seen.out()).matches("0::/\\.\\./cri-containerd-[0-9a-f]{64}\\.scope\n0::/\n");
        await().atMost(LONG).until(() -> log("peered", "peer").equals("here\n"));
        Running.Ran _ = RUNNING.exec("peered", "kill", "-TERM", "1");

        await().atMost(LONG).until(() -> ended("peered", "peer"));
        assertThat(ephemeralStatus("peered", "peer").getState().getTerminated().getExitCode())
                .isEqualTo(137);
    }

    @Test
    void whatIsWrongWithAnEphemeralContainerIsRefusedOrShown() {
        create(pod("wrong").build());

        assertThatExceptionOfType(KubernetesClientException.class)
                .isThrownBy(() -> addEphemeral("wrong", ephemeral("x", "nobody", "true")))
                .satisfies(refused -> assertThat(refused.getCode()).isEqualTo(422))
                .withMessageContaining("targetContainerName: Not found: \"nobody\"");
        EphemeralContainer unknown =
                new EphemeralContainerBuilder(ephemeral("pulled", "main", "true"))
                        .withImage("okiagari.dev/nothing:1")
                        .build();
        addEphemeral("wrong", unknown);
        await().atMost(LONG)
                .until(() ->
                        ephemeralStatus("wrong", "pulled").getState().getWaiting() != null
                                && ephemeralStatus("wrong", "pulled")
                                        .getState()
                                        .getWaiting()
                                        .getReason()
                                        .equals("ImagePullBackOff"));
        assertThatExceptionOfType(KubernetesClientException.class)
                .isThrownBy(() ->
                        CLIENT.pods()
                                .resource(get("wrong"))
                                .ephemeralContainers()
                                .edit(pod ->
                                        new PodBuilder(pod)
                                                .editSpec()
                                                .withEphemeralContainers(List.of())
                                                .endSpec()
                                                .build()))
                .withMessageContaining("may not be removed");
    }

    @Test
    void aDigestForATagRestartsTheContainerWhateverItsPolicy() {
        create(pod("patched").editSpec().withRestartPolicy("Never").endSpec().build());
        String before = RUNNING.containerId("patched");
        String digest = RUNNING.status("patched").getImageID();
        assertThat(digest).matches("okiagari\\.dev/victim-sh@sha256:[0-9a-f]{64}");

        patch(
                "patched",
                "{\"spec\":{\"containers\":[{\"name\":\"main\",\"image\":\"" + digest + "\"}]}}");

        await().atMost(LONG).until(() -> RUNNING.restarts("patched") == 1);
        await().atMost(LONG).until(() -> RUNNING.status("patched").getState().getRunning() != null);
        assertThat(RUNNING.containerId("patched")).isNotEqualTo(before);
        assertThat(RUNNING.status("patched").getImageID()).isEqualTo(digest);
        assertThat(messages("patched", "Killing"))
                .containsExactly("Container main definition changed, will be restarted");
        assertThatExceptionOfType(KubernetesClientException.class)
                .isThrownBy(() -> patch("patched", "{\"spec\":{\"hostname\":\"other\"}}"))
                .satisfies(refused -> assertThat(refused.getCode()).isEqualTo(422))
                .withMessageContaining("pod updates may not change fields other than");
    }

    @Test
    void aPodOnTheNodeSuspendsAPidOneAndItsTrapResumesItAtTheEnd() {
        create(pod("held").build());
        String id = RUNNING.containerId("held").replace("containerd://", "");
        create(
                pod("helper")
                        .editSpec()
                        .withHostPID(true)
                        .withNodeName("practice")
                        .withRestartPolicy("Never")
                        .editFirstContainer()
                        .withImage("okiagari.dev/busybox:1")
                        .withCommand("sh", "-c", Scripts.HOLD, "okiagari", "1000")
                        .addNewEnv()
                        .withName("OKIAGARI_STOPPED")
                        .withValue("/tmp/stopped")
                        .endEnv()
                        .withNewSecurityContext()
                        .withPrivileged(true)
                        .endSecurityContext()
                        .endContainer()
                        .endSpec()
                        .build());
        String found = RUNNING.exec("helper", "sh", "-c", Scripts.FIND, "okiagari", id).out();
        Matcher line = Pattern.compile("(?m)^1 (\\d+) (\\d+)$").matcher(found);
        assertThat(line.find()).isTrue();
        String pid = line.group(1);
        Running.Ran stopped =
                RUNNING.exec(
                        "helper",
                        "sh",
                        "-c",
                        "echo $1 >$OKIAGARI_STOPPED && kill -STOP $1",
                        "okiagari",
                        pid);
        assertThat(stopped.code()).isZero();
        assertThat(state("held")).isEqualTo("T");
        assertThat(RUNNING.exec("helper", "cat", "/proc/" + pid + "/status").out())
                .contains("NSpid:\t" + pid + "\t1\n", "State:\tT (stopped)\n");

        CLIENT.pods().inNamespace("practice").withName("helper").delete();

        await().atMost(LONG).until(() -> state("held").equals("S"));
        await().atMost(LONG).until(() -> get("helper") == null);
        assertThat(RUNNING.restarts("held")).isZero();
    }

    @Test
    void theNodesKillEndsAPidOne() {
        create(pod("struck").build());
        String id = RUNNING.containerId("struck").replace("containerd://", "");
        create(
                pod("striker")
                        .editSpec()
                        .withHostPID(true)
                        .withRestartPolicy("Never")
                        .withActiveDeadlineSeconds(60L)
                        .editFirstContainer()
                        .withImage("okiagari.dev/busybox:1")
                        .withCommand(
                                "sh",
                                "-c",
                                "for p in /proc/[0-9]*; do grep -q "
                                        + id
                                        + " $p/cgroup && kill -KILL ${p#/proc/}; done; sleep 1000")
                        .endContainer()
                        .endSpec()
                        .build());

        await().atMost(LONG).until(() -> RUNNING.restarts("struck") == 1);
        assertThat(RUNNING.status("struck").getLastState().getTerminated().getExitCode())
                .isEqualTo(137);
        await().atMost(LONG)
                .until(() -> "DeadlineExceeded".equals(get("striker").getStatus().getReason()));
        assertThat(get("striker").getStatus().getPhase()).isEqualTo("Failed");
    }

    @Test
    void withASharedNamespacePidOneIsThePauseAndEachContainerHasItsCgroup() {
        create(
                pod("shared")
                        .editSpec()
                        .withShareProcessNamespace(true)
                        .addNewContainer()
                        .withName("second")
                        .withImage("okiagari.dev/busybox:1")
                        .withCommand("sh", "-c", "sleep 1000")
                        .endContainer()
                        .endSpec()
                        .build());

        String names =
                RUNNING.execIn(
                                "shared",
                                "second",
                                "sh",
                                "-c",
                                "for p in /proc/[0-9]*; do read -r n <$p/comm; read -r c <$p/cgroup; case $c in 0::/) echo own $n;; *) echo other $n;; esac; done")
                        .out();

        assertThat(names).contains("other pause\n", "other victim\n", "own sleep\n", "own sh\n");
        assertThat(RUNNING.exec("shared", "kill", "-KILL", "1").code()).isZero();
        assertThat(RUNNING.exec("shared", "cat", "/proc/1/comm").out()).isEqualTo("pause\n");
    }

    @Test
    void anImagesOwnRuntimeComparesTheStartTimeAndSignals() {
        create(
                pod("ruby-only")
                        .editSpec()
                        .editFirstContainer()
                        .withImage("okiagari.dev/ruby-only:1")
                        .endContainer()
                        .endSpec()
                        .build());
        String code =
                "File.read(\"/proc/#{ARGV[1]}/stat\"); Process.kill(ARGV[0].to_i, ARGV[1].to_i)";

        assertThat(RUNNING.exec("ruby-only", "sh", "-c", "true").code()).isEqualTo(-1);
        assertThat(RUNNING.exec("ruby-only", "ruby", "-e", code, "15", "99", "7").code())
                .isEqualTo(90);
        assertThat(RUNNING.exec("ruby-only", "ruby", "-e", code, "15", "1", "7").code())
                .isEqualTo(91);
        assertThat(RUNNING.exec("ruby-only", "ruby", "-e", "puts 1").code()).isEqualTo(1);
        String sinatra = RUNNING.pod("hello-sinatra");
        String stat = RUNNING.exec(sinatra, "cat", "/proc/1/stat").out();
        String ticks = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[19];
        assertThat(RUNNING.exec(sinatra, "ruby", "-e", code, "15", "1", ticks).code()).isZero();
        await().atMost(LONG).until(() -> RUNNING.restarts(sinatra) == 1);
    }

    @Test
    void theKernelKillsWhatUsesTooMuchMemory() {
        String pod = RUNNING.pod("leaky");

        await().atMost(Duration.ofSeconds(30)).until(() -> RUNNING.restarts(pod) > 0);

        var last = RUNNING.status(pod).getLastState().getTerminated();
        assertThat(last.getReason()).isEqualTo("OOMKilled");
        assertThat(last.getExitCode()).isEqualTo(137);
    }

    @Test
    void aSidecarIsReadyBesideItsApplication() {
        Pod pod = get(RUNNING.pod("accompanied"));

        assertThat(pod.getStatus().getInitContainerStatuses())
                .singleElement()
                .satisfies(status -> {
                    assertThat(status.getReady()).isTrue();
                    assertThat(status.getState().getRunning()).isNotNull();
                });
    }

    @Test
    void aPodsPortIsReachedThroughTheApi() {
        create(pod("proxied").build());
        Pod pod = get("proxied");
        String path = "/api/v1/namespaces/practice/pods/proxied:%d/proxy/";

        await().atMost(LONG)
                .ignoreException(KubernetesClientException.class)
                .untilAsserted(
                        () -> assertThat(CLIENT.raw(path.formatted(8080))).isEqualTo("hello\n"));
        assertThatExceptionOfType(KubernetesClientException.class)
                .isThrownBy(() -> CLIENT.raw(path.formatted(1), "GET", null))
                .satisfies(refused -> assertThat(refused.getCode()).isEqualTo(503))
                .withMessageContaining(
                        "error trying to reach service: dial tcp "
                                + pod.getStatus().getPodIP()
                                + ":1: connect: connection refused");
    }

    @Test
    void aPodOfAStatefulSetComesBackUnderItsNameAsAnotherPod() {
        var set =
                new StatefulSetBuilder()
                        .withNewMetadata()
                        .withName("numbered")
                        .endMetadata()
                        .withNewSpec()
                        .withReplicas(2)
                        .withNewSelector()
                        .addToMatchLabels("app", "numbered")
                        .endSelector()
                        .withNewTemplate()
                        .withNewMetadata()
                        .addToLabels("app", "numbered")
                        .endMetadata()
                        .withSpec(pod("x").buildSpec())
                        .endTemplate()
                        .endSpec()
                        .build();
        var client = CLIENT.apps().statefulSets().inNamespace("practice").resource(set);
        var _ = client.create();
        await().atMost(LONG)
                .until(() ->
                        Integer.valueOf(2).equals(client.get().getStatus().getReadyReplicas()));
        String before = get("numbered-1").getMetadata().getUid();

        CLIENT.pods().inNamespace("practice").withName("numbered-1").delete();

        await().atMost(LONG)
                .until(() ->
                        get("numbered-1") != null
                                && !get("numbered-1").getMetadata().getUid().equals(before));
        var _ = client.delete();
    }

    private static PodBuilder pod(String name) {
        return new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName("main")
                .withImage(VICTIM)
                .endContainer()
                .endSpec();
    }

    private static void create(Pod pod) {
        var _ = CLIENT.pods().inNamespace("practice").resource(pod).create();
        String name = pod.getMetadata().getName();
        await().atMost(LONG)
                .until(() ->
                        get(name).getStatus().getContainerStatuses().stream()
                                        .anyMatch(status -> status.getState().getRunning() != null)
                                && get(name).getStatus().getContainerStatuses().size()
                                        == pod.getSpec().getContainers().size());
    }

    private static Pod get(String name) {
        return CLIENT.pods().inNamespace("practice").withName(name).get();
    }

    private static EphemeralContainer ephemeral(String name, String target, String... command) {
        return new EphemeralContainerBuilder()
                .withName(name)
                .withImage("okiagari.dev/busybox:1")
                .withTargetContainerName(target)
                .withCommand(command)
                .build();
    }

    private static void addEphemeral(String pod, EphemeralContainer container) {
        var _ =
                CLIENT.pods()
                        .resource(get(pod))
                        .ephemeralContainers()
                        .edit(now ->
                                new PodBuilder(now)
                                        .editSpec()
                                        .addToEphemeralContainers(container)
                                        .endSpec()
                                        .build());
    }

    private static ContainerStatus ephemeralStatus(String pod, String name) {
        return get(pod).getStatus().getEphemeralContainerStatuses().stream()
                .filter(status -> status.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static boolean ended(String pod, String name) {
        return get(pod).getStatus().getEphemeralContainerStatuses().stream()
                .anyMatch(status ->
                        status.getName().equals(name) && status.getState().getTerminated() != null);
    }

    private static String log(String pod, String container) {
        return CLIENT.pods().inNamespace("practice").withName(pod).inContainer(container).getLog();
    }

    private static void patch(String pod, String body) {
        var _ =
                CLIENT.pods()
                        .inNamespace("practice")
                        .withName(pod)
                        .patch(PatchContext.of(PatchType.STRATEGIC_MERGE), body);
    }

    private static List<String> messages(String pod, String reason) {
        return CLIENT.v1().events().inNamespace("practice").list().getItems().stream()
                .filter(event ->
                        event.getInvolvedObject().getName().equals(pod)
                                && event.getReason().equals(reason))
                .map(event -> event.getMessage())
                .toList();
    }

    private static String state(String pod) {
        Matcher state =
                Pattern.compile("State:\t(\\w) ")
                        .matcher(RUNNING.exec(pod, "cat", "/proc/1/status").out());
        assertThat(state.find()).isTrue();
        return state.group(1);
    }
}
