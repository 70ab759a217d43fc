package dev.okiagari.practice;

/** The scripts that are run in containers. */
final class Scripts {

    static final String TABLE =
            """
            set -f
            while read -r key value rest; do if [ "$key" = btime ]; then echo "$1 boot $value"; fi; done </proc/stat
            set +f
            for p in /proc/[0-9]*; do echo "$1 process ${p#/proc/}"; cat "$p/status" "$p/stat" 2>/dev/null; echo "$1 command"; cat "$p/cmdline" 2>/dev/null; echo; done
            echo "$1 users"; cat /etc/passwd 2>/dev/null
            echo "$1 self $$"
            """;

    static final String SIGNAL =
            """
            set -f
            read -r line <"/proc/$2/stat" || exit 90
            set -- "$1" "$2" "$3" ${line##*) }
            [ "${23}" = "$3" ] || exit 91
            kill -"$1" "$2"
            """;

    static final String SUSPEND =
            """
            set -f
            command -v sleep >/dev/null || exit 93
            seconds=$1; shift; pids=
            for target in "$@"; do pid=${target%%:*}; read -r line <"/proc/$pid/stat" || exit 90; set -- ${line##*) }; [ "${20}" = "${target#*:}" ] || exit 91; pids="$pids $pid"; done
            (trap "" HUP; sleep "$seconds"; kill -CONT $pids) >/dev/null 2>&1 </dev/null &
            echo "switch $!"
            kill -STOP $pids || { kill -CONT $pids; kill -KILL $switch; exit 92; }
            for pid in $pids; do read -r line <"/proc/$pid/stat"; set -- ${line##*) }; echo "state $pid $1"; done
            """;

    /** What a pod on the node runs: it resumes what the file names when it is told to go. */
    static final String HOLD =
            """
            resume() { if read -r pids 2>/dev/null <"$OKIAGARI_STOPPED"; then kill -CONT $pids; fi; }
            trap 'resume; exit 0' TERM INT
            sleep "$1" &
            wait
            resume
            """;

    /** Finds a container's processes from the node: own number, the node's, start time. */
    static final String FIND =
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

    private Scripts() {}
}
