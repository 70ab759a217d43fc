package dev.okiagari.web;

import dev.okiagari.security.Actors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ServerWebExchange;

/** The button that stops everything, and the one that lets it go on. */
@Controller
class HaltPage {

    private final Bench bench;

    HaltPage(Bench bench) {
        this.bench = bench;
    }

    /**
     * Where the button was.
     *
     * @param back a path of ours with its query
     */
    record Place(@Nullable String back) {}

    @PostMapping("/halt")
    ResponseEntity<Void> engage(@ModelAttribute Place place, ServerWebExchange exchange) {
        bench.engage(Actors.of(exchange));
        return backTo(place);
    }

    @PostMapping("/halt/release")
    ResponseEntity<Void> release(@ModelAttribute Place place, ServerWebExchange exchange) {
        bench.release(Actors.of(exchange));
        return backTo(place);
    }

    private static ResponseEntity<Void> backTo(Place place) {
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(Preferences.LocalPath.of(place.back()))
                .build();
    }
}
