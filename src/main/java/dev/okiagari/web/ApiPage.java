package dev.okiagari.web;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** Leads to the page on which the API can be read and tried. */
@Controller
class ApiPage {

    @GetMapping("/api")
    String show() {
        return "redirect:/swagger-ui.html";
    }
}
