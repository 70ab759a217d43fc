package dev.okiagari.practice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What exec does in the containers of the practice cluster, through fabric8's client. */
class ExecIntegrationTests {

    private static final int SPEED = 10;
    private static final Running RUNNING = new Running(SPEED);

    @BeforeAll
    static void allPodsRun() {
        RUNNING.awaitRunning();
    }

    @AfterAll
    static void stop() {
        RUNNING.close();
    }

    @Test
    void theProcessTableScriptSeesEachProcessWithItsMasks() {
        Running.Ran ran = script("prefork", Scripts.TABLE, "marker");

        assertThat(ran.code()).isZero();
        assertThat(ran.out())
                .startsWith("marker boot ")
                .contains("marker process 1\nName:\tvictim\n")
                .contains("SigCgt:\t0000000000006000\n")
                .contains("SigIgn:\t0000000000010000\nSigCgt:\t0000000000004000\n")
                .contains("marker command\n/victim\0\n")
                .containsPattern("marker self \\d+\n$");
    }

    @Test
    void pumaShowsTheMasksOfTheRealOne() {
        Running.Ran ran = exec("hello-sinatra", "cat", "/proc/1/status", "/proc/1/stat");

        assertThat(ran.out()).contains("SigCgt:\t0000000142017e4f\n", "Threads:\t5\n");
        assertThat(ran.out().lines().toList().getLast()).startsWith("1 (ruby) S 0 1 1 ");
    }

    @Test
    void theSignalScriptChecksTheStartTimeFirst() {
        String pod = RUNNING.pod("sleeper");
        String ticks = startTicks(pod, 1);

        assertThat(script("sleeper", Scripts.SIGNAL, "KILL", "1", ticks).code()).isZero();
        assertThat(script("sleeper", Scripts.SIGNAL, "TERM", "1", "7").code()).isEqualTo(91);
        assertThat(script("sleeper", Scripts.SIGNAL, "TERM", "4711", "7").code()).isEqualTo(90);
        assertThat(RUNNING.restarts(pod)).isZero();
    }

    @Test
    void suspendedWorkersDoNotAnswerUntilTheSwitchResumesThem() {
        String pod = RUNNING.pod("prefork");
        String two = "2:" + startTicks(pod, 2);
        String three = "3:" + startTicks(pod, 3);

        Running.Ran ran = script("prefork", Scripts.SUSPEND, "20", two, three);
        CompletableFuture<HttpResponse<String>> answer = get(pod);

        assertThat(ran.code()).isZero();
        assertThat(ran.out()).containsPattern("^switch \\d+\n").contains("state 2 T\nstate 3 T\n");
        assertThat(answer).isNotDone();
        assertThat(state(pod, 2)).isEqualTo("T");
        await().atMost(Duration.ofSeconds(10)).until(answer::isDone);
        assertThat(answer.join().body()).isEqualTo("hello\n");
        assertThat(state(pod, 2)).isEqualTo("S");
    }

    @Test
    void aSignalThatPumaCatchesStartsTheContainerAgain() {
        String pod = RUNNING.pod("hello-sinatra");
        String before = RUNNING.containerId(pod);

        assertThat(exec("hello-sinatra", "kill", "-TERM", "1").code()).isZero();

        await().atMost(Duration.ofSeconds(10))
                .until(() ->
                        RUNNING.restarts(pod) == 1 && !RUNNING.containerId(pod).equals(before));
        var last = RUNNING.status(pod).getLastState().getTerminated();
        assertThat(last.getExitCode()).isEqualTo(1);
        assertThat(last.getReason()).isEqualTo("Error");
        assertThat(last.getContainerID()).isEqualTo(before);
    }

    @Test
    void aMissingCommandIsAnInternalErrorAndNotAnExitCode() {
        assertThat(exec("hello-sinatra", "nosuch").code()).isEqualTo(-1);
    }

    @Test
    void exitCodesAndComplaintsAreThoseOfTheCommand() {
        assertThat(script("hello-sinatra", "exit 3").code()).isEqualTo(3);
        Running.Ran ran = exec("hello-sinatra", "kill", "-TERM", "4711");
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.err()).isEqualTo("kill: (4711): No such process\n");
    }

    @Test
    void scriptsAreRunAsAShellDoes() {
        assertThat(
                        script(
                                        "web",
                                        "for i in a 'b c'; do case $i in b*) echo \"<$i>\";; *) echo $i;; esac; done")
                                .out())
                .isEqualTo("a\n<b c>\n");
        assertThat(script("web", "f() { return 4; }; f || echo $?; ! false && echo yes").out())
                .isEqualTo("4\nyes\n");
        assertThat(
                        script(
                                        "web",
                                        "x=/a/b.c; echo ${x##*/} ${x%.*} ${y:-none} ${#x} $# \"$@\"",
                                        "p",
                                        "q r")
                                .out())
                .isEqualTo("b.c /a/b none 6 2 p q r\n");
        assertThat(
                        script(
                                        "web",
                                        "echo one two | while read a b; do echo $b $a; done; echo $(echo nested $(echo deep))")
                                .out())
                .isEqualTo("two one\nnested deep\n");
        assertThat(
                        script(
                                        "web",
                                        "if [ 1 -gt 2 ]; then echo a; elif test -d /proc; then echo b; else echo c; fi")
                                .out())
                .isEqualTo("b\n");
        assertThat(script("web", "trap 'echo bye' EXIT; nosuch 2>/dev/null; echo $?").out())
                .isEqualTo("127\nbye\n");
        assertThat(script("web", "trap 'echo caught' USR1; kill -USR1 $$; echo after").out())
                .isEqualTo("caught\nafter\n");
        assertThat(
                        script(
                                        "web",
                                        "a=7; echo $((a + ${#a} * (2 + 3) / 2)) $((9 % 4)); read -r up rest </proc/uptime; [ ${up%%.*} -gt 1000 ] && echo up; [ -x /bin/kill ] && [ ! -x /bin/nosuch ] && echo tools")
                                .out())
                .isEqualTo("9 1\nup\ntools\n");
        assertThat(
                        script(
                                        "web",
                                        "echo one >/tmp/x; echo two >>/tmp/x; cat /tmp/x; (echo gone >/tmp/x); read -r w </tmp/x; echo $w; echo a >/proc/1/x || echo refused")
                                .out())
                .isEqualTo("one\ntwo\ngone\nrefused\n");
        assertThat(script("web", "echo $(").code()).isEqualTo(2);
    }

    private static Running.Ran exec(String app, String... command) {
        return RUNNING.exec(RUNNING.pod(app), command);
    }

    private static Running.Ran script(String app, String script, String... arguments) {
        String[] command = {"sh", "-c", script, "okiagari"};
        String[] whole = Arrays.copyOf(command, command.length + arguments.length);
        System.arraycopy(arguments, 0, whole, command.length, arguments.length);
        return exec(app, whole);
    }

    private static String startTicks(String pod, int pid) {
        return afterName(pod, pid)[19];
    }

    private static String state(String pod, int pid) {
        return afterName(pod, pid)[0];
    }

    private static String[] afterName(String pod, int pid) {
        Matcher stat =
                Pattern.compile(".*\\) (.*)\n")
                        .matcher(RUNNING.exec(pod, "cat", "/proc/" + pid + "/stat").out());
        assertThat(stat.matches()).isTrue();
        return stat.group(1).split(" ", -1);
    }

    private static CompletableFuture<HttpResponse<String>> get(String pod) {
        String ip =
                RUNNING.client()
                        .pods()
                        .inNamespace("practice")
                        .withName(pod)
                        .get()
                        .getStatus()
                        .getPodIP();
        int port =
                RUNNING.client()
                        .pods()
                        .inNamespace("practice")
                        .withName(pod)
                        .get()
                        .getSpec()
                        .getContainers()
                        .getFirst()
                        .getPorts()
                        .getFirst()
                        .getContainerPort();
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://" + ip + ":" + port + "/")).build();
        return HttpClient.newHttpClient().sendAsync(request, HttpResponse.BodyHandlers.ofString());
    }
}
