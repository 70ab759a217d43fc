package dev.okiagari.web;

import dev.okiagari.cluster.Message;
import dev.okiagari.liveness.ProbeDraft;
import dev.okiagari.safety.Act;
import dev.okiagari.safety.Actor;
import dev.okiagari.safety.Refusal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.result.view.Rendering;

/**
 * The form of a probe as a page.
 *
 * @param reader who looks at it
 * @param draft what the container is like now; null where that is not known
 */
record ProbeQuestion(@Nullable ProbeDraft draft, ProbeForm form, Actor reader) {

    /**
     * @param why nothing was done; null where nobody has tried
     */
    Rendering ask(@Nullable ApiProblem why) {
        var rendering =
                Rendering.view("liveness/change")
                        .status(why == null ? HttpStatus.OK : why.status())
                        .modelAttribute("form", form)
                        .modelAttribute("wrong", wrong(why))
                        .modelAttribute("live", "/live/connection");
        if (draft != null) {
            rendering
                    .modelAttribute("draft", draft)
                    .modelAttribute("hard", refusals(false))
                    .modelAttribute("soft", refusals(true))
                    .modelAttribute("probeName", ProbeTitle.of(draft.type()));
        }
        denied().ifPresent(reason -> rendering.modelAttribute("denied", reason));
        if (why != null) {
            rendering.modelAttribute("why", why.detail());
        }
        return rendering.build();
    }

    /** By the name of the form's field; what belongs to none is said above all. */
    private static Map<String, Object> wrong(@Nullable ApiProblem why) {
        Map<String, Object> wrong = new HashMap<>();
        Stream<ApiProblem.Field> fields = why == null ? Stream.empty() : why.fields().stream();
        fields.forEach(field ->
                wrong.putIfAbsent(
                        field.name()
                                .replace("probe.handler.", "")
                                .replace("probe.", "")
                                .replace("target.", ""),
                        field.message()));
        return wrong;
    }

    /** Why the reader may not change it. */
    private Optional<Message> denied() {
        return Optional.ofNullable(draft)
                .map(asked -> asked.target().workload().namespace())
                .flatMap(namespace -> reader.rights().refusal(Act.PROBE_CHANGE, namespace));
    }

    private List<Refusal> refusals(boolean confirmable) {
        return draft == null
                ? List.of()
                : draft.refusals().stream()
                        .filter(refusal -> refusal.guard().isConfirmable() == confirmable)
                        .toList();
    }
}
