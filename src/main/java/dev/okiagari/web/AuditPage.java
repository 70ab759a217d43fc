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

    /** A line of the log. */
    record Line(
            Moment at,
            String user,
            @Nullable String address,
            @Nullable String how,
            String action,
            String target,
            String result) {

        static Line of(AuditEntry entry) {
            return new Line(
                    Moment.at(entry.at()),
                    entry.user(),
                    entry.address(),
                    entry.authentication(),
                    entry.action(),
                    entry.target(),
                    entry.result());
        }
    }

    @GetMapping("/audit")
    String show(
            @RequestParam(required = false) @Nullable String user,
            @RequestParam(required = false) @Nullable String action,
            @RequestParam(required = false) @Nullable Long cursor,
            Model model) {
        String who = text(user);
        String what = text(action);
        List<AuditEntry> found = bench.audit(who, what, cursor, PAGE + 1);
        List<AuditEntry> shown = found.stream().limit(PAGE).toList();
        model.addAttribute("lines", shown.stream().map(Line::of).toList());
        model.addAttribute("user", who);
        model.addAttribute("action", what);
        model.addAttribute("actions", ACTIONS);
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

    private static @Nullable String text(@Nullable String given) {
        return given == null || given.isBlank() ? null : given.strip();
    }
}
