package dev.okiagari.web;

import dev.okiagari.cluster.Message;
import dev.okiagari.experiment.Told;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What a delivering command told, in words. */
final class ToldView {

    private ToldView() {}

    static List<Message> of(Told told) {
        List<Message> words = new ArrayList<>();
        if (told.helper() != null) {
            words.add(Message.of("web.told.helper", told.helper()));
        }
        for (Told.Mask mask : told.masks()) {
            words.add(
                    Message.of(
                            "web.told.mask",
                            String.valueOf(mask.pid()),
                            names(mask.catches()),
                            names(mask.ignores()),
                            names(mask.blocks())));
        }
        for (Told.State state : told.states()) {
            words.add(
                    Message.of(
                            state.letter().equals("T")
                                    ? "web.told.stopped"
                                    : "web.told.not-stopped",
                            String.valueOf(state.pid()),
                            state.letter()));
        }
        if (told.timer() != null) {
            words.add(Message.of("web.told.timer", String.valueOf(told.timer())));
        }
        return words;
    }

    private static String names(Set<Integer> numbers) {
        return numbers.isEmpty() ? "–" : ProcessRow.names(numbers);
    }
}
