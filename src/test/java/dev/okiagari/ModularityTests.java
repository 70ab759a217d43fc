package dev.okiagari;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModularityTests {

    @Test
    void packagesUseOnlyTheOnesTheyDeclare() {
        ApplicationModules.of(Application.class).verify();
    }
}
