package dev.okiagari.practice.shell;

import dev.okiagari.practice.machine.Delivery;
import dev.okiagari.practice.machine.Signals;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** What {@code kill} does, as a command and as the shell's own, which differ in what they say. */
record Kill(Call call, String who, boolean builtin) {

    int run() {
        List<String> targets = new ArrayList<>(call.words());
        String first = targets.isEmpty() ? "" : targets.getFirst();
        if (first.equals("-l")) {
            return call.say(String.join(" ", Signals.names()) + "\n");
        }
        if (!first.startsWith("-")) {
            return send(targets, Signals.TERM);
        }
        boolean separate = first.equals("-s") && targets.size() > 1;
        String name = separate ? targets.remove(1) : first.substring(1);
        OptionalInt signal = Signals.number(name);
        targets.removeFirst();
        return signal.isEmpty()
                ? call.complain(unknown(name), 1)
                : send(targets, signal.getAsInt());
    }

    private int send(List<String> targets, int signal) {
        if (targets.isEmpty()) {
            return call.complain(who + ": not enough arguments", 1);
        }
        int code = 0;
        for (String target : targets) {
            Delivery.Result result =
                    target.matches("\\d{1,7}")
                            ? call.machine().signal(call.proc(), Integer.parseInt(target), signal)
                            : Delivery.Result.NO_SUCH_PROCESS;
            if (result != Delivery.Result.SENT) {
                code = call.complain(complaint(target, result), 1);
            }
        }
        call.machine().checkpoint(call.proc());
        return code;
    }

    private String unknown(String name) {
        if (call.busybox()) {
            return "sh: bad signal name '" + name + "'";
        }
        return builtin
                ? who + ": Illegal option -" + name.charAt(0)
                : who + ": unknown signal " + name;
    }

    private String complaint(String target, Delivery.Result result) {
        String why =
                result == Delivery.Result.NOT_PERMITTED
                        ? "Operation not permitted"
                        : "No such process";
        if (call.busybox()) {
            return (builtin ? "sh" : "kill") + ": can't kill pid " + target + ": " + why;
        }
        return who + (builtin ? ": " + why + "\n" : ": (" + target + "): " + why);
    }
}
