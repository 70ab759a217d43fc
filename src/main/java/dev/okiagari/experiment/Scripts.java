package dev.okiagari.experiment;

import dev.okiagari.cluster.ContainerProcess;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The shell's part of an injection. Everything that varies travels as an argument; each first
 * compares the processes with those that were seen.
 */
final class Scripts {

    /** How they say that a process is not the one that was seen. */
    static final List<Integer> NOT_THE_SAME = List.of(90, 91);

    static final int NOT_STOPPED = 92;

    static final int NO_SLEEP = 93;

    static final int TOO_LATE = 94;

    /** The line by which a command says that the signal is delivered. */
    static final String SENT = "sent";

    /**
     * Arguments: the signal's number, then {@code PID:ticks} each. Tells the masks of that moment,
     * all at once: each piece of output is a message that is carried by the kubelet and the API
     * server before the signal's own word.
     */
    private static final String SIGNAL =
            """
            set -f
            number=$1; shift; pids=
            for target in "$@"; do pid=${target%%:*}; read -r line <"/proc/$pid/stat" || exit 90; set -- ${line##*) }; [ "${20}" = "${target#*:}" ] || exit 91; pids="$pids $pid"; done
            masks=
            for pid in $pids; do while read -r key value; do case $key in SigBlk: | SigIgn: | SigCgt:) masks="$masks
            mask $pid $key $value" ;; esac; [ "$key" != SigCgt: ] || break; done <"/proc/$pid/status"; done
            echo "$masks"
            kill -"$number" $pids || exit $?
            echo sent
            exit 0
            """;

    /**
     * Arguments: seconds, then {@code PID:ticks} each. The sleeper that stays behind resumes them
     * when nobody else does; a helper on the node does the same when it is told to go.
     */
    private static final String STOP =
            """
            set -f
            command -v sleep >/dev/null || exit 93
            seconds=$1; shift; pids=
            for target in "$@"; do pid=${target%%:*}; read -r line <"/proc/$pid/stat" || exit 90; set -- ${line##*) }; [ "${20}" = "${target#*:}" ] || exit 91; pids="$pids $pid"; done
            if [ -n "$OKIAGARI_STOPPED" ]; then echo "$pids" >"$OKIAGARI_STOPPED" || exit 93; fi
            (trap "" HUP; sleep "$seconds"; kill -CONT $pids) >/dev/null 2>&1 </dev/null &
            switch=$!
            read -r line <"/proc/$switch/stat" && { set -- ${line##*) }; echo "switch $switch ${20}"; }
            kill -STOP $pids || { kill -CONT $pids; kill -KILL $switch; exit 92; }
            echo sent
            for pid in $pids; do for try in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do read -r line <"/proc/$pid/stat"; set -- ${line##*) }; [ "$1" != T ] || break; done; echo "state $pid $1"; done
            """;

    /**
     * Arguments: the switch and its ticks, then the processes. A switch that is not known is 0 for
     * none and {@code lost} where the word of it never came: then it is the shell of ours whose
     * arguments name the first process. It is ended with the sleep that it waits for.
     */
    private static final String RESUME =
            """
            switch=$1; ticks=$2; shift 2
            kill -CONT "$@"; code=$?
            first=$1; ours=
            case $switch in
            0) ;;
            lost) for p in /proc/[0-9]*; do while read -r line || [ -n "$line" ]; do case $line in okiagari[0-9]*"$first":*) ours="$ours ${p#/proc/}" ;; esac; done 2>/dev/null <"$p/cmdline"; done ;;
            *) if read -r line 2>/dev/null <"/proc/$switch/stat"; then set -- ${line##*) }; [ "${20}" != "$ticks" ] || ours=$switch; fi ;;
            esac
            [ -n "$ours" ] || exit "$code"
            children=
            for p in /proc/[0-9]*; do read -r line 2>/dev/null <"$p/stat" || continue; set -- ${line##*) }; case " $ours " in *" $2 "*) children="$children ${p#/proc/}" ;; esac; done
            kill -KILL $ours $children
            exit "$code"
            """;

    /**
     * For a container that starts when it may be too late. Arguments: the signal's number, the
     * process, the newest start that it may have, and when it is too late: both in seconds since
     * 1970 by the node's clock.
     */
    private static final String GUEST =
            """
            set -f
            read -r line <"/proc/$2/stat" || exit 90
            while read -r key value; do [ "$key" = btime ] && boot=$value; done </proc/stat
            read -r up rest </proc/uptime
            [ $((boot + ${up%%.*})) -le "$4" ] || exit 94
            number=$1; pid=$2; newest=$3
            set -- ${line##*) }
            [ $((boot + ${20} / 100)) -le "$newest" ] || exit 91
            while read -r key value; do case $key in SigBlk: | SigIgn:) echo "mask $pid $key $value" ;; SigCgt:) echo "mask $pid $key $value"; break ;; esac; done <"/proc/$pid/status"
            kill -"$number" "$pid"
            """;

    /** Argument: a container's id. A line each: its own number, the node's, and its ticks. */
    private static final String FIND =
            """
            id=$1
            for p in /proc/[0-9]*; do
            mine=; while read -r line; do case $line in *"$id"*) mine=1; break ;; esac; done 2>/dev/null <"$p/cgroup"
            [ -n "$mine" ] || continue
            own=; while read -r key value; do if [ "$key" = NSpid: ]; then own=${value##*[!0-9]}; fi; done 2>/dev/null <"$p/status"
            read -r line 2>/dev/null <"$p/stat" || continue
            set -f; set -- ${line##*) }; set +f
            echo "$own ${p#/proc/} ${20}"
            done
            """;

    /** Argument: seconds. What was stopped runs again when it ends, however it ends. */
    private static final String HELPER =
            """
            resume() { if read -r pids 2>/dev/null <"$OKIAGARI_STOPPED"; then kill -CONT $pids; fi; }
            trap 'resume; exit 0' TERM INT
            sleep "$1" &
            wait
            resume
            """;

    private Scripts() {}

    /**
     * A process as it was seen.
     *
     * @param pid where the script runs
     */
    record Aimed(int pid, long startTicks) {

        static List<Aimed> at(List<ContainerProcess> processes) {
            return processes.stream()
                    .map(process -> new Aimed(process.pid(), process.startTicks()))
                    .toList();
        }
    }

    static List<String> signal(int number, List<Aimed> processes) {
        return command(SIGNAL, List.of(String.valueOf(number)), targets(processes));
    }

    static List<String> stop(int seconds, List<Aimed> processes) {
        return command(STOP, List.of(String.valueOf(seconds)), targets(processes));
    }

    /** The processes of a container as their node sees them. */
    static List<String> find(String containerId) {
        return command(FIND, List.of(containerId), List.of());
    }

    /** What a helper on a node does: nothing, until its time is up or it is told to go. */
    static List<String> helper(long seconds) {
        return command(HELPER, List.of(String.valueOf(seconds)), List.of());
    }

    /**
     * Resumes them, and ends the switch that the command has left in their container.
     *
     * @param output of the command that stopped them; null where it was never told
     */
    static List<String> resume(List<Integer> pids, @Nullable String output) {
        return DeadMansSwitch.toldIn(output)
                .map(left -> resume(String.valueOf(left.pid()), left.startTicks(), pids))
                .orElseGet(() -> resume("lost", 0, pids));
    }

    /** Resumes them and leaves alone whatever waits to do the same. */
    static List<String> resume(List<Integer> pids) {
        return resume("0", 0, pids);
    }

    private static List<String> resume(String left, long ticks, List<Integer> pids) {
        return command(
                RESUME,
                List.of(left, String.valueOf(ticks)),
                pids.stream().map(String::valueOf).toList());
    }

    static List<String> guest(int number, int pid, long newestStart, long tooLate) {
        return command(
                GUEST,
                List.of(String.valueOf(number), String.valueOf(pid)),
                List.of(String.valueOf(newestStart), String.valueOf(tooLate)));
    }

    private static List<String> targets(List<Aimed> processes) {
        return processes.stream()
                .map(process -> process.pid() + ":" + process.startTicks())
                .toList();
    }

    private static List<String> command(String script, List<String> first, List<String> rest) {
        List<String> command = new ArrayList<>(List.of("sh", "-c", script, DeadMansSwitch.NAME));
        command.addAll(first);
        command.addAll(rest);
        return command;
    }
}
