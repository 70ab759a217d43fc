package dev.okiagari.web;

import dev.okiagari.safety.AuditEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Who did what, the newest first. */
@Controller
class AuditPage {

    private static final int PAGE = 100;
    private static final List<String> ACTIONS =
            List.of(
                    "inject",
                    "inspect",
                    "stop",
                    "probe-change",
                    "probe-undo",
                    "prove",
                    "halt",
                    "release",
                    "login",
                    "logout",
                    "token",
                    "token-revoke",
                    "export",
                    "import");

    private final Bench bench;

    AuditPage(Bench bench) {
        this.bench = bench;
    }

    @GetMapping("/audit")
    String show(
            @RequestParam(required = false) @Nullable String user,
            @RequestParam(required = false) @Nullable String action,
            @RequestParam(required = false) @Nullable Long cursor,
            Model model) {
        String who = Given.text(user);
        String what = Given.text(action);
        List<AuditEntry> found = bench.audit(who, what, cursor, PAGE + 1);
        List<AuditEntry> shown = found.stream().limit(PAGE).toList();
        model.addAttribute("lines", shown.stream().map(AuditLine::of).toList());
        model.addAttribute("user", who);
        model.addAttribute("action", what);
        model.addAttribute("actions", ACTIONS);
        model.addAttribute("csv", AuditExport.href("csv", who, what).toString());
        model.addAttribute("json", AuditExport.href("json", who, what).toString());
        model.addAttribute("onFirst", cursor == null);
        model.addAttribute("first", href(who, what).toString());
        model.addAttribute(
                "next",
                found.size() <= PAGE
                        ? null
                        : href(who, what).with("cursor", shown.getLast().id()).toString());
        model.addAttribute("live", "/live/connection");
        return "audit/page";
    }

    private static Href href(@Nullable String user, @Nullable String action) {
        return Href.to("/audit").with("user", user).with("action", action);
    }
}
