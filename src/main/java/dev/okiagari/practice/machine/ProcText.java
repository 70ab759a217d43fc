package dev.okiagari.practice.machine;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What {@code /proc} says of one process, as it is seen from a namespace. */
record ProcText(Proc proc, PidSpace view) {

    private static final int SHORT_NAME = 15;

    /** The numbers of its first thread. */
    String main() {
        return proc.numbers(view);
    }

    /** The numbers of a thread, by the one that it has here; null where there is none. */
    @Nullable String thread(String number) {
        return proc.threads(view).stream()
                .filter(numbers -> here(numbers).equals(number))
                .findFirst()
                .orElse(null);
    }

    List<String> threads() {
        return proc.threads(view).stream().map(ProcText::here).toList();
    }

    private static String here(String numbers) {
        return numbers.split("\t", 2)[0];
    }

    String name() {
        String name = proc.name();
        return name.substring(0, Math.min(name.length(), SHORT_NAME));
    }

    String commandLine() {
        return String.join("\0", proc.command()) + "\0";
    }

    String cgroup(Place viewer) {
        Cgroup own = proc.place().cgroup();
        return "0::" + (viewer.hostCgroups() ? own.path() : own.seenFrom(viewer.cgroup())) + "\n";
    }

    String status(String thread) {
        Privileges who = proc.place().privileges();
        return """
        Name:\t%s
        Umask:\t0022
        State:\t%s
        Tgid:\t%s
        Ngid:\t0
        Pid:\t%s
        PPid:\t%d
        TracerPid:\t0
        """
                        .formatted(
                                name(), proc.state(), here(main()), here(thread), proc.parent(view))
                + four("Uid", who.user())
                + four("Gid", who.group())
                + "FDSize:\t64\nGroups:\t"
                + who.group()
                + " \n"
                + "NStgid:\t%s\nNSpid:\t%s\nVmRSS:\t    3024 kB\nThreads:\t%d\nSigQ:\t1/96365\n"
                        .formatted(main(), thread, threads().size())
                + masks(who);
    }

    private static String four(String key, int id) {
        return "%1$s:\t%2$d\t%2$d\t%2$d\t%2$d\n".formatted(key, id);
    }

    private String masks(Privileges who) {
        return """
        SigPnd:\t%016x
        ShdPnd:\t%016x
        SigBlk:\t%016x
        SigIgn:\t%016x
        SigCgt:\t%016x
        CapInh:\t0000000000000000
        CapPrm:\t%6$016x
        CapEff:\t%6$016x
        CapBnd:\t%7$016x
        CapAmb:\t0000000000000000
        NoNewPrivs:\t0
        Seccomp:\t0
        """
                .formatted(
                        0,
                        proc.pending.stream().mapToLong(Signals::mask).reduce(0, (a, b) -> a | b),
                        0,
                        proc.ignored,
                        proc.caught,
                        who.effective(),
                        who.bounding());
    }

    String stat(String thread) {
        int pid = proc.pid(view);
        return String.format(
                Locale.ROOT,
                "%s (%s) %s %d %d %d 0 -1 4194560 6030 0 24 0 16 6 0 0 20 0 %d 0 %d 371765248 7485"
                        + " 18446744073709551615 0 0 0 0 0 0 %d %d %d 0 0 0 17 0 0 0 0 0 0 0 0 0 0 0 0"
                        + " 0 0 0%n",
                here(thread),
                name(),
                proc.state().substring(0, 1),
                proc.parent(view),
                pid,
                pid,
                threads().size(),
                proc.startTicks(),
                0,
                proc.ignored & Integer.MAX_VALUE,
                proc.caught & Integer.MAX_VALUE);
    }
}
