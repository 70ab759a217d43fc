package dev.okiagari.web;

import dev.okiagari.cluster.ProbeType;
import dev.okiagari.cluster.Span;
import dev.okiagari.liveness.Cadence;
import dev.okiagari.liveness.CadencePart;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * How regularly a container is being restarted by its probe as JSON has it, in seconds.
 *
 * @param interval between the starts of two runs, the median
 * @param predicted by the probe's numbers, at the least; the range says up to how much
 * @param parts where the seconds of one interval go; they add up to it
 */
record CadenceView(
        ProbeType type,
        int times,
        Duration interval,
        Span seen,
        Duration predicted,
        Span predictedRange,
        List<Part> parts,
        List<MessageView> explanation) {

    /** Some of them. */
    record Part(String name, Duration seconds, MessageView explanation) {

        private static Part of(CadencePart part, Texts texts, Locale locale) {
            return new Part(part.name().text(), part.time(), texts.view(part.text(), locale));
        }
    }

    static CadenceView of(Cadence cadence, Texts texts, Locale locale) {
        return new CadenceView(
                cadence.type(),
                cadence.times(),
                cadence.interval(),
                cadence.seen(),
                cadence.predicted().min(),
                cadence.predicted(),
                cadence.parts().stream().map(part -> Part.of(part, texts, locale)).toList(),
                cadence.words().stream().map(word -> texts.view(word, locale)).toList());
    }
}
