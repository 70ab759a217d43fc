package dev.okiagari.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.WaitForSelectorState;
import dev.okiagari.contract.Okiagari;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/**
 * Takes the pictures in {@code docs/screenshots} of the whole application on its practice cluster,
 * in both languages and themes, and looks at each page for console messages and what axe finds. Its
 * name keeps it out of the usual run: {@code mvn test -Dtest=Screenshots}, with {@code
 * -Dokiagari.browser.path=} where Chromium is not found by itself.
 */
class Screenshots {

    private static final Path PICTURES = Path.of("docs", "screenshots");

    /** To be looked at, and not kept. */
    private static final Path ASIDE = Path.of("target", "screenshots");

    private static final Set<String> KEPT =
            Set.of(
                    "pods",
                    "container",
                    "question",
                    "experiment",
                    "hang",
                    "restarts",
                    "experiments",
                    "liveness",
                    "audit",
                    "permissions",
                    "timeline");

    /** Of these, English is enough. */
    private static final Set<String> KEPT_IN_ENGLISH =
            Set.of(
                    "timeline-narrow",
                    "timeline-month",
                    "timeline-month-narrow",
                    "timeline-500",
                    "recovery",
                    "liveness-narrow",
                    "probe-change-form",
                    "probe-change",
                    "proof",
                    "login",
                    "tokens",
                    "refused",
                    "role");

    private static final int PATIENCE = 120_000;
    private static final String PASSWORD = "correct horse battery";

    private final List<String> complaints = new ArrayList<>();
    private String home = "";

    @Test
    void everyPageInBothLanguagesAndThemes() {
        try (Chromium chromium = Chromium.open();
                Okiagari okiagari = Okiagari.practising(Okiagari.directory("screenshots"))) {
            home = okiagari.address().toString().replaceFirst("/$", "");
            for (String language : List.of("en", "ja")) {
                for (String theme : List.of("light", "dark")) {
                    try (BrowserContext context = context(chromium, language, theme)) {
                        take(context, language + "-" + theme);
                    }
                }
            }
        }

        assertThat(complaints).isEmpty();
    }

    /** At forty times the speed, so that the hour is there to be shown. */
    @Test
    void timelineOfAnHourWithAnIncident() {
        try (Chromium chromium = Chromium.open();
                Okiagari okiagari =
                        Okiagari.practising(
                                Okiagari.directory("screenshots"),
                                "--okiagari.practice.speed=40")) {
            home = okiagari.address().toString().replaceFirst("/$", "");
            for (String language : List.of("en", "ja")) {
                for (String theme : List.of("light", "dark")) {
                    try (BrowserContext context = context(chromium, language, theme)) {
                        timeline(context, language + "-" + theme);
                    }
                }
            }
        }

        assertThat(complaints).isEmpty();
    }

    /** Thirty days and five hundred containers, read in from a file; and what tries a picture. */
    @Test
    void timelineOfAMonthAndOfFiveHundredContainers() {
        try (Chromium chromium = Chromium.open();
                Okiagari okiagari = Okiagari.practising(Okiagari.directory("screenshots"))) {
            home = okiagari.address().toString().replaceFirst("/$", "");
            Instant now = Instant.now();
            Pasts.month(now).into(home);
            Pasts.fleet(now).into(home);
            Pasts.names(now).into(home);
            Pasts.dense(now).into(home);
            for (String language : List.of("en", "ja")) {
                for (String theme : List.of("light", "dark")) {
                    try (BrowserContext context = context(chromium, language, theme)) {
                        pasts(context, language + "-" + theme);
                    }
                }
            }
        }

        assertThat(complaints).isEmpty();
    }

    /** Where people log in: what is there before, what a viewer finds, and a refused experiment. */
    @Test
    void whoMayWhat() {
        String users = "--okiagari.security.local.users";
        String hash = new BCryptPasswordEncoder(4).encode(PASSWORD);
        try (Chromium chromium = Chromium.open();
                Okiagari okiagari =
                        Okiagari.practising(
                                Okiagari.directory("screenshots"),
                                "--okiagari.security.mode=local",
                                users + "[0].name=vera",
                                users + "[0].password-hash=" + hash,
                                users + "[1].name=anna",
                                users + "[1].password-hash=" + hash,
                                users + "[1].admin=*")) {
            home = okiagari.address().toString().replaceFirst("/$", "");
            for (String language : List.of("en", "ja")) {
                for (String theme : List.of("light", "dark")) {
                    who(chromium, language, theme);
                }
            }
        }

        assertThat(complaints).isEmpty();
    }

    private void who(Chromium chromium, String language, String theme) {
        String kind = language + "-" + theme;
        try (BrowserContext vera = context(chromium, language, theme);
                BrowserContext anna = context(chromium, language, theme)) {
            Page page = vera.newPage();
            page.navigate(home + "/login");
            picture(page, "login", kind);
            logIn(page, "vera");
            page.navigate(home + "/?q=hello");
            String container = page.locator("tr.pod th a").first().getAttribute("href");
            page.navigate(home + container);
            picture(page, "role", kind);
            refused(anna.newPage(), anna.newPage(), container, kind);
        }
    }

    /** Somebody halts everything between the question and its answer. */
    private void refused(Page page, Page other, String container, String kind) {
        page.navigate(home + "/tokens");
        logIn(page, "anna");
        page.fill("#token-name", "nightly-" + kind);
        page.click("main button.primary");
        page.waitForSelector("#made code");
        page.navigate(home + "/tokens");
        picture(page, "tokens", kind);
        page.navigate(home + container);
        page.click("[data-inject='delete-pod']");
        other.navigate(home + "/");
        other.keyboard().press("Shift+H");
        other.waitForSelector("#release:visible");
        page.locator("dialog[open] button.danger").click();
        page.waitForSelector("main .notice.bad, main .refused, .problem");
        picture(page, "refused", kind);
        other.click("#release button");
        other.waitForSelector(
                "#release",
                new Page.WaitForSelectorOptions().setState(WaitForSelectorState.HIDDEN));
    }

    private static void logIn(Page page, String user) {
        page.fill("#username", user);
        page.fill("#password", PASSWORD);
        page.click("button[type=submit]");
        page.waitForSelector("form[action='/logout']");
    }

    /** From the list of what has no probe to the rollout that gives it one, and back. */
    @Test
    void changeOfAProbe() {
        try (Chromium chromium = Chromium.open();
                Okiagari okiagari =
                        Okiagari.practising(
                                Okiagari.directory("screenshots"), "--okiagari.practice.speed=4")) {
            home = okiagari.address().toString().replaceFirst("/$", "");
            for (String language : List.of("en", "ja")) {
                for (String theme : List.of("light", "dark")) {
                    try (BrowserContext context = context(chromium, language, theme)) {
                        change(context, language + "-" + theme);
                    }
                }
            }
        }

        assertThat(complaints).isEmpty();
    }

    /** From the dry run of a probe to the report of both hangs, and back. */
    @Test
    void proofOfAProbe() {
        try (Chromium chromium = Chromium.open();
                Okiagari okiagari =
                        Okiagari.practising(
                                Okiagari.directory("screenshots"),
                                "--okiagari.practice.speed=10")) {
            home = okiagari.address().toString().replaceFirst("/$", "");
            for (String language : List.of("en", "ja")) {
                for (String theme : List.of("light", "dark")) {
                    try (BrowserContext context = context(chromium, language, theme)) {
                        proof(context, language + "-" + theme);
                    }
                }
            }
        }

        assertThat(complaints).isEmpty();
    }

    private void proof(BrowserContext context, String kind) {
        Page page = context.newPage();
        page.setDefaultTimeout(PATIENCE);
        page.onConsoleMessage(message -> complaints.add(page.url() + ": " + message.text()));
        page.navigate(home + "/liveness/change?namespace=practice&kind=Deployment&name=prefork");
        page.fill("#initialDelay", "15");
        page.fill("#timeout", "12");
        page.click("#probe-form button.primary");
        page.waitForURL("**/liveness/changes/*");
        String change = page.url();
        both(page, "proof-offered", kind);
        page.click("button[form='prove']");
        page.waitForSelector(".proof-plan .hang-bar");
        both(page, "proof-plan", kind);
        page.click("form[action='/proofs'] button.danger");
        page.waitForSelector(".proof-stages");
        both(page, "proof-running", kind);
        page.waitForSelector("#report button[form='undo']");
        both(page, "proof", kind);
        page.click("#report button[form='undo']");
        page.navigate(change);
        page.waitForSelector("#change-state .tag");
        page.navigate(home + "/proofs");
        both(page, "proofs", kind);
    }

    private void change(BrowserContext context, String kind) {
        Page page = context.newPage();
        page.onConsoleMessage(message -> complaints.add(page.url() + ": " + message.text()));
        page.navigate(home + "/liveness");
        page.waitForCondition(() -> {
            page.reload();
            return page.locator("tr[data-row]:has-text('sleeper-probed')").count() > 0;
        });
        both(page, "liveness", kind);
        page.navigate(home + "/liveness?q=hello-sinatra");
        page.locator("tr[data-row] a[href^='/liveness/change?']").first().click();
        page.fill("#initialDelay", "15");
        page.fill("#timeout", "12");
        page.waitForCondition(() -> page.locator("#forecast").textContent().contains("36"));
        both(page, "probe-change-form", kind);
        page.click("#probe-form button.primary");
        page.waitForURL("**/liveness/changes/*");
        both(page, "probe-change-diff", kind);
        page.click("form[action$='/apply'] button.danger");
        page.waitForSelector("#change-state button.danger");
        both(page, "probe-change", kind);
        page.click("#change-state button.danger");
        page.waitForSelector("#change-state .tag");
        both(page, "probe-change-undone", kind);
        page.navigate(home + "/liveness/changes");
        both(page, "probe-changes", kind);
    }

    private void both(Page page, String name, String kind) {
        picture(page, name, kind);
        page.setViewportSize(360, 740);
        picture(page, name + "-narrow", kind);
        page.setViewportSize(1280, 800);
    }

    private void pasts(BrowserContext context, String kind) {
        Page page = context.newPage();
        page.onConsoleMessage(message -> complaints.add(page.url() + ": " + message.text()));
        Map<String, String> asked = new LinkedHashMap<>();
        asked.put("timeline-month", "last=30d&namespace=shop");
        asked.put("timeline-500", "last=6h&namespace=fleet");
        asked.put("recovery", "last=30d&namespace=shop&workload=Deployment/checkout");
        if (!kind.equals("en-light") && !kind.equals("ja-dark")) {
            look(page, asked, kind);
            return;
        }
        asked.put("timeline-nothing", "last=1h&namespace=nobody");
        asked.put("timeline-names", "last=6h&namespace=" + Pasts.LONG_NAMESPACE);
        asked.put("timeline-dense", "last=24h&namespace=dense");
        asked.put("recovery-dense", "last=24h&namespace=dense&workload=Deployment/flapping-03");
        look(page, asked, kind);
    }

    private void look(Page page, Map<String, String> asked, String kind) {
        asked.forEach((name, query) -> {
            page.navigate(home + "/timeline?" + query);
            page.waitForSelector("#timeline[data-loaded]");
            picture(page, name, kind);
            page.setViewportSize(360, 740);
            page.reload();
            page.waitForSelector("#timeline[data-loaded]");
            picture(page, name + "-narrow", kind);
            page.setViewportSize(1280, 800);
        });
    }

    private void timeline(BrowserContext context, String kind) {
        Page page = context.newPage();
        page.onConsoleMessage(message -> complaints.add(page.url() + ": " + message.text()));
        if (kind.equals("en-light")) {
            page.navigate(home + "/timeline");
            page.waitForCondition(
                    () -> {
                        page.reload();
                        return page.locator("#items tr:has(.mark-bad):has-text('crash-loop')")
                                        .count()
                                > 11;
                    },
                    new Page.WaitForConditionOptions().setTimeout(2 * PATIENCE));
        }
        page.navigate(home + "/?q=hello");
        page.navigate(
                home
                        + page.locator("tr.pod th a[href*='/hello-sinatra-']")
                                .first()
                                .getAttribute("href"));
        page.click("#faults form button");
        page.click("#fault-signal-TERM a");
        page.click("dialog[open] button.danger");
        page.waitForSelector(".verdict .as, .verdict .not-as");
        page.navigate(home + "/timeline");
        page.waitForSelector("#timeline[data-loaded]");
        picture(page, "timeline", kind);
        page.setViewportSize(360, 740);
        page.reload();
        page.waitForSelector("#timeline[data-loaded]");
        picture(page, "timeline-narrow", kind);
    }

    private BrowserContext context(Chromium chromium, String language, String theme) {
        BrowserContext context =
                chromium.browser()
                        .newContext(
                                new Browser.NewContextOptions()
                                        .setViewportSize(1280, 800)
                                        .setLocale(language)
                                        .setTimezoneId("Asia/Tokyo"));
        context.setDefaultTimeout(PATIENCE);
        context.addCookies(
                List.of(
                        new Cookie("lang", language).setUrl(home),
                        new Cookie("theme", theme).setUrl(home)));
        return context;
    }

    private void take(BrowserContext context, String kind) {
        Page page = context.newPage();
        page.onConsoleMessage(message -> complaints.add(page.url() + ": " + message.text()));
        page.navigate(home + "/");
        page.waitForSelector("tr.pod th a");
        picture(page, "pods", kind);
        page.navigate(home + "/?q=hello");
        String container = page.locator("tr.pod th a").first().getAttribute("href");
        page.navigate(home + container);
        page.click("#faults form button");
        page.waitForSelector("#processes");
        picture(page, "container", kind);
        // The kubelet would soon hold back a container that is restarted for every picture.
        String fault = kind.endsWith("light") ? "TERM" : "KILL";
        page.click("#fault-signal-" + fault + " a");
        picture(page, "question", kind);
        page.click("dialog[open] button.danger");
        page.waitForSelector(".verdict .as, .verdict .not-as");
        picture(page, "experiment", kind);
        hang(page, kind);
        for (String name : List.of("restarts", "experiments", "liveness", "audit", "permissions")) {
            page.navigate(home + "/" + name);
            page.waitForSelector("tbody tr, .empty");
            picture(page, name, kind);
        }
    }

    /** Of two workers, with a livenessProbe that notices: menu, processes, and what came of it. */
    private void hang(Page page, String kind) {
        page.navigate(home + "/?q=prefork-probed");
        String container = page.locator("tr.pod th a").first().getAttribute("href");
        page.navigate(home + container);
        page.click("#faults form button");
        page.waitForSelector("#processes");
        page.locator("#faults details").evaluateAll("all => all.forEach(one => one.open = true)");
        picture(page, "faults", kind);
        page.setViewportSize(360, 740);
        picture(page, "faults-narrow", kind);
        page.setViewportSize(1280, 800);
        if (kind.endsWith("light")) {
            page.click("#fault-hang a");
            page.fill("dialog[open] input[name='watchPort']", "8080");
            page.click("dialog[open] button.danger");
        } else {
            page.navigate(home + "/experiments");
            page.click("tbody th a:has-text('prefork-probed')");
        }
        page.waitForSelector(".verdict .as, .verdict .not-as");
        picture(page, "hang", kind);
        page.setViewportSize(360, 740);
        picture(page, "hang-narrow", kind);
        page.setViewportSize(1280, 800);
    }

    /** Of these, what is seen without scrolling. */
    private static boolean isFirstScreen(String name) {
        return name.equals("question") || name.startsWith("timeline");
    }

    private void picture(Page page, String name, String kind) {
        boolean kept =
                KEPT.contains(name) || (KEPT_IN_ENGLISH.contains(name) && kind.startsWith("en"));
        Path place = kept ? PICTURES : ASIDE;
        Path file = place.resolve(name + "-" + kind + ".png");
        if (name.endsWith("-narrow") && isFirstScreen(name)) {
            page.evaluate("document.querySelector('#timeline').scrollIntoView()");
        }
        if (name.startsWith("recovery")) {
            page.locator("#recovery").screenshot(new Locator.ScreenshotOptions().setPath(file));
        } else {
            page.screenshot(
                    new Page.ScreenshotOptions().setPath(file).setFullPage(!isFirstScreen(name)));
        }
        new AxeBuilder(page)
                .analyze()
                .getViolations()
                .forEach(found ->
                        complaints.add(
                                name
                                        + " "
                                        + kind
                                        + ": "
                                        + found.getId()
                                        + " "
                                        + found.getNodes().getFirst().getHtml()));
    }
}
