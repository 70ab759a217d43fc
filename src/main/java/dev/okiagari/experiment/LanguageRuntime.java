package dev.okiagari.experiment;

import java.util.List;
import java.util.Map;

/**
 * A signal sent by the language that an image's program is written in, where it has nothing else.
 * Each takes a signal's number, a process, and the ticks at which that started, and ends with 90 or
 * 91 where the process is not the one that was seen.
 */
final class LanguageRuntime {

    private static final Map<String, List<String>> PROGRAMS =
            Map.of(
                    "python3",
                    List.of(
                            "-c",
                            """
                            import os, sys
                            number, pid, ticks = map(int, sys.argv[1:4])
                            try:
                                stat = open('/proc/%d/stat' % pid).read()
                            except OSError:
                                sys.exit(90)
                            if int(stat.rpartition(')')[2].split()[19]) != ticks:
                                sys.exit(91)
                            os.kill(pid, number)
                            print('sent')
                            """),
                    "perl",
                    List.of(
                            "-e",
                            """
                            my ($number, $pid, $ticks) = @ARGV;
                            open(my $file, '<', "/proc/$pid/stat") or exit 90;
                            local $/; my $stat = <$file>; $stat =~ s/.*\\)//s;
                            exit 91 if (split(' ', $stat))[19] != $ticks;
                            kill($number, $pid) or die "$!\\n";
                            print "sent\\n";
                            """),
                    "ruby",
                    List.of(
                            "-e",
                            """
                            number, pid, ticks = ARGV.map { |word| Integer(word) }
                            begin
                              stat = File.read("/proc/#{pid}/stat")
                            rescue SystemCallError
                              exit! 90
                            end
                            exit! 91 if stat.rpartition(')').last.split[19].to_i != ticks
                            Process.kill(number, pid)
                            puts 'sent'
                            """),
                    "node",
                    List.of(
                            "-e",
                            """
                            const [number, pid, ticks] = process.argv.slice(-3).map(Number);
                            let stat;
                            try { stat = require('fs').readFileSync(`/proc/${pid}/stat`, 'utf8'); }
                            catch { process.exit(90); }
                            if (Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]) !== ticks) process.exit(91);
                            process.kill(pid, number);
                            console.log('sent');
                            """));

    /** In the order in which they are looked for. */
    static final List<String> NAMES = List.of("python3", "perl", "ruby", "node");

    private LanguageRuntime() {}

    static List<String> command(String name, int number, int pid, long ticks) {
        List<String> program = PROGRAMS.getOrDefault(name, List.of());
        return List.of(
                name,
                program.getFirst(),
                program.getLast(),
                String.valueOf(number),
                String.valueOf(pid),
                String.valueOf(ticks));
    }
}
