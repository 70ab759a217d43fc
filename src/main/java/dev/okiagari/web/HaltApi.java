package dev.okiagari.web;

import dev.okiagari.safety.Halt;
import dev.okiagari.safety.HaltState;
import dev.okiagari.security.Actors;
import io.swagger.v3.oas.annotations.Operation;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;

/** Stops everything, and lets it go on. */
@RestController
class HaltApi {

    private final Halt halt;

    HaltApi(Halt halt) {
        this.halt = halt;
    }

    @GetMapping("/api/halt")
    HaltState state() {
        return halt.state();
    }

    @Operation(
            summary = "Stop every experiment, resume what is suspended, refuse new ones",
            description = "Works without a cluster and outlives a restart.")
    @PostMapping("/api/halt")
    HaltState engage(ServerWebExchange exchange) {
        return halt.engage(Actors.of(exchange));
    }

    @DeleteMapping("/api/halt")
    HaltState release(ServerWebExchange exchange) {
        return halt.release(Actors.of(exchange));
    }
}
