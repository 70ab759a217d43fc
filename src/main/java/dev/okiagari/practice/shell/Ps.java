package dev.okiagari.practice.shell;

import dev.okiagari.practice.machine.PidSpace;
import dev.okiagari.practice.machine.Proc;

/** What {@code ps} prints, which is another thing in each flavour of image. */
final class Ps {

    private Ps() {}

    static int run(Call call) {
        boolean full = call.words().stream().anyMatch(word -> word.contains("f"));
        Style style = call.busybox() ? Style.BUSYBOX : full ? Style.FULL : Style.SHORT;
        StringBuilder text = new StringBuilder(style.title);
        call.machine()
                .loop()
                .call(call.machine()::processes)
                .forEach(each -> text.append(style.row(each, call.machine().space())));
        return call.say(text.toString());
    }

    private enum Style {
        BUSYBOX("PID   USER     COMMAND\n"),
        FULL("UID          PID    PPID  C STIME TTY          TIME CMD\n"),
        SHORT("    PID TTY          TIME CMD\n");

        private final String title;

        Style(String title) {
            this.title = title;
        }

        String row(Proc proc, PidSpace view) {
            String command = String.join(" ", proc.command());
            return switch (this) {
                case BUSYBOX -> "%5d %-8s %s%n".formatted(proc.pid(view), user(proc), command);
                case FULL ->
                        "root %11d %7d  0 00:00 ?        00:00:00 %s%n"
                                .formatted(proc.pid(view), proc.parent(view), command);
                case SHORT -> "%7d ?        00:00:00 %s%n".formatted(proc.pid(view), proc.name());
            };
        }

        private static String user(Proc proc) {
            return Integer.toString(proc.place().privileges().user());
        }
    }
}
