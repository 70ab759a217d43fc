package dev.okiagari.safety;

import java.util.List;
import org.springframework.stereotype.Component;

/** While everything is halted nothing begins. */
@Component
class HaltRule implements Rule {

    private final Halt halt;

    HaltRule(Halt halt) {
        this.halt = halt;
    }

    @Override
    public List<Refusal> refusals(Intention intention) {
        return halt.state().halted() ? List.of(Refusal.of(Guard.HALTED)) : List.of();
    }
}
