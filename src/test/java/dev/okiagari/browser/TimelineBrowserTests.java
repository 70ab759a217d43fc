package dev.okiagari.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.okiagari.browser.Site.assertAccessible;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PageAssertions;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person does with the timeline, by mouse, by keyboard and without script. */
@Tag("browser")
class TimelineBrowserTests {

    private static final double PATIENCE = 60_000;
    private static final LocatorAssertions.ContainsTextOptions PATIENTLY =
            new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE);
    private static final Pattern CHOSEN = Pattern.compile("/timeline\\?from=[^&]+&to=[^&]+$");

    private static @Nullable Site site;
    private static String address = "";

    @BeforeAll
    static void start() {
        site = Site.practising("timeline", "--okiagari.practice.speed=20");
        address = site().address();
    }

    @AfterAll
    static void stop() {
        if (site != null) {
            site.close();
        }
    }

    private static Site site() {
        return Objects.requireNonNull(site);
    }

    @AfterEach
    void nothingWasComplainedOf() {
        site().assertQuiet();
    }

    @Test
    void keyboardFindsARestartTellsItsFactsAndOpensItsContainer() {
        Page page = open(new Browser.NewContextOptions());
        Locator canvas = page.locator("#timeline canvas");
        canvas.press("ArrowDown");

        canvas.press("Shift+ArrowLeft");

        assertThat(page.locator(".timeline-tip")).containsText("crash", PATIENTLY);
        assertThat(page.locator("#timeline-said")).containsText("exit code 1");
        canvas.press("Enter");
        assertThat(page).hasURL(Pattern.compile("/pods/[^/]+/crash-loop[^/]*/crash-loop$"));
    }

    @Test
    void keysZoomMoveAndGoBack() {
        Page page = open(new Browser.NewContextOptions());
        Locator canvas = page.locator("#timeline canvas");

        canvas.press("+");
        canvas.press("ArrowLeft");
        assertThat(page).hasURL(CHOSEN);
        assertThat(shown(page)).isEqualTo(Duration.ofMinutes(30));
        assertThat(live(page)).hasAttribute("aria-pressed", "false");
        assertThat(page.locator("input[name=back]").first()).hasValue(Pattern.compile("from="));

        canvas.press("0");
        assertThat(page).hasURL(address + "/timeline?last=1h");
        assertThat(live(page)).hasAttribute("aria-pressed", "true");
    }

    @Test
    void wheelZoomsWhereItPointsAndADragMoves() {
        Page page = open(new Browser.NewContextOptions());
        BoundingBox box = page.locator("#timeline canvas").boundingBox();
        double middle = box.x + box.width * 0.6;

        page.mouse().move(middle, box.y + 60);
        page.mouse().wheel(0, -600);
        assertThat(page).hasURL(CHOSEN);
        Duration zoomed = shown(page);
        assertThat(zoomed).isLessThan(Duration.ofMinutes(40));

        String before = page.url();
        page.mouse().down();
        page.mouse().move(middle + 100, box.y + 60);
        page.mouse().up();
        assertThat(page)
                .not()
                .hasURL(before, new PageAssertions.HasURLOptions().setTimeout(PATIENCE));
        assertThat(shown(page)).isEqualTo(zoomed);
    }

    @Test
    void aDragAlongTheAxisChoosesARange() {
        Page page = open(new Browser.NewContextOptions());
        BoundingBox box = page.locator("#timeline canvas").boundingBox();

        page.mouse().move(box.x + box.width * 0.5, box.y + 8);
        page.mouse().down();
        page.mouse().move(box.x + box.width * 0.7, box.y + 8);
        page.mouse().up();

        assertThat(page).hasURL(CHOSEN);
        assertThat(shown(page)).isBetween(Duration.ofMinutes(10), Duration.ofMinutes(25));
    }

    @Test
    void hoverTellsOfWhatItPointsAt() {
        Page page = open(new Browser.NewContextOptions());
        BoundingBox box = page.locator("#timeline canvas").boundingBox();

        page.mouse().move(box.x + 20, box.y + 40);

        assertThat(page.locator(".timeline-tip")).containsText("crash-loop");
        page.mouse().move(box.x + 20, box.y - 40);
        assertThat(page.locator(".timeline-tip")).not().isVisible();
    }

    @Test
    void whatHappensIsShownWithoutReloading() {
        Page page = open(new Browser.NewContextOptions());
        page.evaluate("globalThis.stays = true");
        String restarts = "#lanes tr:has-text('crash-loop') td.num >> nth=0";
        int before = Integer.parseInt(page.locator(restarts).textContent());

        page.waitForCondition(
                () -> Integer.parseInt(page.locator(restarts).textContent()) > before,
                new Page.WaitForConditionOptions().setTimeout(PATIENCE));

        assertThat(page.evaluate("globalThis.stays")).isEqualTo(true);
    }

    @Test
    void rangesAreButtonsThatNeedNoReload() {
        Page page = open(new Browser.NewContextOptions());
        page.evaluate("globalThis.stays = true");

        page.locator(".ranges [data-last='24h']").click();

        assertThat(page).hasURL(address + "/timeline?last=24h");
        assertThat(page.locator(".ranges [aria-current]")).hasText("24 h");
        assertThat(page.locator("#timeline-csv"))
                .hasAttribute("href", Pattern.compile("last=24h"), patientAttribute());
        assertThat(page.evaluate("globalThis.stays")).isEqualTo(true);
    }

    @Test
    void gAndTLeadHere() {
        Page page = open(new Browser.NewContextOptions());
        page.navigate(address + "/audit");
        page.keyboard().press("g");
        page.keyboard().press("t");

        assertThat(page).hasURL(address + "/timeline");
    }

    @Test
    void tablesSayTheSameWithoutScript() {
        Page page = open(new Browser.NewContextOptions().setJavaScriptEnabled(false));

        assertThat(page.locator("#timeline")).not().isVisible();
        assertThat(page.locator("#told")).containsText("crash-loop crashed");
        assertThat(page.locator("#lanes")).containsText("crash-loop");
        assertThat(page.locator("#items")).containsText("crash");
        page.locator(".ranges a").first().click();
        assertThat(page).hasURL(address + "/timeline?last=15m");
    }

    @Test
    void aRangeTheWrongWayRoundIsSaidAtItsField() {
        Page page = open(new Browser.NewContextOptions().setLocale("ja"));
        page.locator("input[name=from]").fill("2026-11-24T12:00");
        page.locator("input[name=to]").fill("2026-11-24T11:00");
        page.locator("form.filter button").click();

        assertThat(page.locator("[role=alert]")).containsText("期間が逆です。");
        assertThat(page.locator("input[name=to]")).hasAttribute("aria-invalid", "true");
        assertThat(page.locator("input[name=from]")).hasValue("2026-11-24T12:00");
        site().expectsComplaint("400 (Bad Request)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void isAccessibleAndFitsASmallScreen(String theme) {
        Page page = open(new Browser.NewContextOptions().setViewportSize(360, 740));
        site().wears(page, theme);
        page.reload();
        page.waitForSelector("#timeline[data-loaded]");

        assertAccessible(page);
        assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                .isLessThanOrEqualTo(360);
    }

    @Test
    void theThemeOfTheSystemIsFollowedAtOnce() {
        Page page = open(new Browser.NewContextOptions().setColorScheme(ColorScheme.LIGHT));
        Object light = corner(page);

        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));

        page.waitForCondition(() -> !corner(page).equals(light));
    }

    /** Measured: drawing ten thousand restarts, and moving through them by dragging. */
    @Test
    void tenThousandRestartsAreDrawnInTime() {
        Page page = open(new Browser.NewContextOptions().setViewportSize(1920, 1080));
        page.route(
                Pattern.compile("/api/timeline"),
                route ->
                        route.fulfill(
                                new Route.FulfillOptions()
                                        .setContentType("application/json")
                                        .setBody(tenThousand(Instant.now()))));
        page.evaluate(
                "globalThis.drawn = []; addEventListener('timeline:drew', (event) =>"
                        + " globalThis.drawn.push(event.detail))");
        page.locator(".ranges [data-last='24h']").click();
        page.waitForSelector("#timeline[data-loaded='500']");
        BoundingBox box = page.locator("#timeline canvas").boundingBox();
        page.mouse().move(box.x + box.width * 0.4, box.y + 200);
        page.mouse().down();
        page.evaluate(
                """
                globalThis.shown = [];
                let last = performance.now();
                const frame = (now) => {
                  globalThis.shown.push(now - last);
                  last = now;
                  requestAnimationFrame(frame);
                };
                requestAnimationFrame(frame);
                """);
        for (int i = 1; i <= 120; i++) {
            page.mouse().move(box.x + box.width * 0.4 + i * 4, box.y + 200);
        }
        double[] shown = millis(page, "shown");
        page.mouse().up();

        double[] drawn = millis(page, "drawn");
        report("drawings", drawn);
        report("frames, each after the one before,", shown);
        assertThat(drawn[drawn.length / 2]).isLessThan(100);
        assertThat(shown[shown.length / 2]).isLessThan(100);
    }

    private static double[] millis(Page page, String name) {
        List<?> all = (List<?>) page.evaluate("globalThis." + name);
        return all.stream().mapToDouble(one -> ((Number) one).doubleValue()).sorted().toArray();
    }

    private static void report(String what, double[] millis) {
        System.out.printf(
                "timeline, 10,000 restarts in 500 lanes, 1920 px: %d %s median %.1f ms, p95 %.1f ms,"
                        + " worst %.1f ms%n",
                millis.length,
                what,
                millis[millis.length / 2],
                millis[millis.length * 95 / 100],
                millis[millis.length - 1]);
    }

    private static String tenThousand(Instant now) {
        StringBuilder lanes = new StringBuilder();
        for (int lane = 0; lane < 500; lane++) {
            lanes.append(lane == 0 ? "" : ",")
                    .append(
                            """
                            {"namespace":"shop","workload":{"kind":"Deployment","name":"web-%d"},
                            "pod":"web-%d-x","podUid":"uid-%d","container":"app","createdAt":"%s",
                            "endedAt":null,"total":20,"runs":[],"sums":[],"probeFailures":[],
                            "restarts":[\
                            """
                                    .formatted(lane, lane, lane, now.minus(Duration.ofDays(1))));
            for (int i = 0; i < 20; i++) {
                lanes.append(i == 0 ? "" : ",")
                        .append(
                                """
                                {"id":"%d","at":"%s","cause":"%s","evidence":"","restartCount":%d,
                                "exitCode":1,"reason":"Error","endedAt":null,"readyAt":null,
                                "experimentId":null}\
                                """
                                        .formatted(
                                                i,
                                                now.minusSeconds(4000L * i + lane),
                                                i % 3 == 0 ? "oom" : "liveness",
                                                i + 1));
            }
            lanes.append("]}");
        }
        return """
        {"now":"%s","from":"%s","to":"%s","bucket":60,"more":false,"lanes":[%s],
        "replacements":[],"rollouts":[],"gaps":[],"experiments":[],"summary":[]}\
        """
                .formatted(now, now.minus(Duration.ofDays(1)), now, lanes);
    }

    /** The colour of the ground, by a copy: the picture itself is not made to be read. */
    private static Object corner(Page page) {
        return page.evaluate(
                """
                (() => {
                  const copy = new OffscreenCanvas(1, 1)
                      .getContext('2d', { willReadFrequently: true });
                  copy.drawImage(document.querySelector('#timeline canvas'), 0, 0);
                  return [...copy.getImageData(0, 0, 1, 1).data].join();
                })()\
                """);
    }

    private static Locator live(Page page) {
        return page.locator("[data-timeline=live]");
    }

    private static LocatorAssertions.HasAttributeOptions patientAttribute() {
        return new LocatorAssertions.HasAttributeOptions().setTimeout(PATIENCE);
    }

    /** How long the range in the address is, to the second. */
    private static Duration shown(Page page) {
        Object seconds =
                page.evaluate(
                        "(() => { const asked = new URLSearchParams(location.search); return"
                                + " Math.round((Date.parse(asked.get('to')) -"
                                + " Date.parse(asked.get('from'))) / 1000); })()");
        return Duration.ofSeconds(((Number) seconds).longValue());
    }

    /** The timeline, once something has happened that it can show. */
    private static Page open(Browser.NewContextOptions options) {
        Page page = site().open(options);
        page.waitForCondition(
                () -> {
                    page.navigate(address + "/timeline");
                    return page.locator("#lanes tr:has-text('crash-loop')").count() > 0;
                },
                new Page.WaitForConditionOptions().setTimeout(PATIENCE));
        if (page.locator("html[data-script]").count() > 0) {
            page.waitForSelector("#timeline[data-loaded]");
        }
        return page;
    }
}
