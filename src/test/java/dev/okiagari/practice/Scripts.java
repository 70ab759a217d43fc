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

    private Scripts() {}
}
