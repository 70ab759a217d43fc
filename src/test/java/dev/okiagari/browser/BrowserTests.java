package dev.okiagari.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.okiagari.browser.Site.assertAccessible;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.Media;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person does and sees, from the first page to a verdict. */
@Tag("browser")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BrowserTests {

    private static final LocatorAssertions.ContainsTextOptions PATIENTLY =
            new LocatorAssertions.ContainsTextOptions().setTimeout(60_000);

    private static @Nullable Site site;
    private static String address = "";

    @BeforeAll
    static void start() {
        site = Site.practising("browser", "--okiagari.practice.speed=2");
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
    void nothingWasComplainedOfAndNothingCameFromElsewhere() {
        site().assertQuiet();
    }

    @ParameterizedTest(name = "in {0}")
    @Order(1)
    @CsvSource({"en, Restarted., As forecast.", "ja, 再起動しました。, 予測どおり。"})
    void termToPidOneIsSeenToRestartTheContainer(
            String language, String restarted, String asForecast) {
        Page page = open(language);

        String before = inject(page, "hello-sinatra", "signal-TERM");

        assertThat(page.locator(".verdict")).containsText(restarted, PATIENTLY);
        assertThat(page.locator(".verdict")).containsText(asForecast);
        assertThat(page.locator("svg.phases rect").first()).isAttached();
        assertThat(page.locator("#report .sides code").first()).hasAttribute("title", before);
        String after = page.locator("#report .sides code").last().getAttribute("title");
        assertThat(after).startsWith("containerd://").isNotEqualTo(before);
        page.goBack();
        page.reload();
        assertThat(page.locator("main code[title='" + after + "']").first()).isVisible();
    }

    @ParameterizedTest(name = "in {0}")
    @Order(2)
    @CsvSource({"en, No effect., As forecast.", "ja, 効果はありませんでした。, 予測どおり。"})
    void killToPidOneIsSeenToHaveNoEffect(String language, String nothing, String asForecast) {
        Page page = open(language);

        String before = inject(page, "hello-sinatra", "signal-KILL");

        assertThat(page.locator(".verdict")).containsText(nothing, PATIENTLY);
        assertThat(page.locator(".verdict")).containsText(asForecast);
        assertThat(page.locator("#report .sides code").last()).hasAttribute("title", before);
    }

    @ParameterizedTest(name = "in {0}")
    @Order(2)
    @CsvSource({
        "en, The hang was noticed and the container restarted., As forecast., measured",
        "ja, ハングが検知され、コンテナが再起動されました。, 予測どおり。, 実測"
    })
    void hangIsNoticedByTheLivenessProbeWithinItsForecast(
            String language, String noticed, String asForecast, String measured) {
        Page page = open(language);
        String before = inject(page, "prefork-probed", "hang");

        assertThat(page.locator(".verdict")).containsText(noticed, PATIENTLY);
        assertThat(page.locator(".verdict")).containsText(asForecast);
        assertThat(page.locator("#restart")).containsText(measured);
        assertThat(page.locator(".phases .weave").first()).isAttached();
        assertThat(page.locator("#report .sides code").first()).hasAttribute("title", before);
        assertThat(page.locator("#wrong-forecast")).not().isAttached();
        assertAccessible(page);
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        assertThat(page.locator(".actions")).not().isVisible();
        assertThat(page.locator("#report .steps")).isVisible();
    }

    @Test
    @Order(2)
    void aSignalToAllWorkersIsChosenInTheTableWithoutScript() {
        Page page = open("en", new Browser.NewContextOptions().setJavaScriptEnabled(false));
        toContainer(page, "prefork");
        inspect(page);
        page.locator(".all-of input").first().check();
        page.locator(".aiming select").selectOption("TERM");
        page.locator(".aiming button[value='signal']").click();

        assertThat(page.locator("form.sure input[name='pids']")).hasCount(2);
        page.locator("form.sure button[value='yes']").click();

        assertThat(page).hasURL(Pattern.compile("/experiments/[0-9a-f-]{36}"));
        assertThat(page.locator("h1")).containsText("SIGTERM to 2 processes of prefork");
    }

    @Test
    @Order(2)
    void everythingOfAContainerIsAccessibleAndFitsASmallScreen() {
        Page page = open("ja", new Browser.NewContextOptions().setViewportSize(360, 740));
        toContainer(page, "prefork-probed");
        inspect(page);
        page.locator("#faults details").evaluateAll("all => all.forEach(one => one.open = true)");

        assertAccessible(page);
        assertThat(page.locator(".ways .taken").first()).isVisible();
        assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                .isLessThanOrEqualTo(360);
    }

    @Test
    @Order(3)
    void dialogClosesWithEscapeAndNothingHappens() {
        Page page = open("en");
        toContainer(page, "hello-sinatra");
        inspect(page);

        page.locator("[data-inject='signal-TERM']").click();
        assertThat(page.locator("#sure-signal-TERM")).isVisible();
        page.keyboard().press("Escape");

        assertThat(page.locator("#sure-signal-TERM")).not().isVisible();
        assertThat(page).hasURL(Pattern.compile("/pods/"));
    }

    @Test
    @Order(4)
    void everythingWorksWithoutScript() {
        Page page = open("en", new Browser.NewContextOptions().setJavaScriptEnabled(false));
        toContainer(page, "hello-sinatra");
        page.locator("form[action$='/inspect'] button").click();
        page.locator("[data-inject='signal-KILL']").click();
        page.locator("form.sure button[value='yes']").click();

        assertThat(page).hasURL(Pattern.compile("/experiments/[0-9a-f-]{36}"));
        assertThat(page.locator(".verdict")).isVisible();
    }

    @ParameterizedTest
    @Order(5)
    @ValueSource(
            strings = {
                "/",
                "/restarts",
                "/experiments",
                "/liveness",
                "/audit",
                "/permissions",
                "/nothing-here"
            })
    void pageIsAccessible(String path) {
        for (String theme : List.of("light", "dark")) {
            Page page = open("en");
            site().wears(page, theme);
            page.navigate(address + path);
            if (path.equals("/nothing-here")) {
                site().expectsComplaint("404");
            }

            assertAccessible(page);
        }
    }

    @ParameterizedTest(name = "in {0}")
    @Order(6)
    @CsvSource({
        "en, No liveness probe, It can hang for ever, SIGTERM is not handled",
        "ja, liveness プローブなし, いつまでもハングしたまま, SIGTERM を処理しない"
    })
    void whatCouldHangForEverIsFoundAndWhatAnInspectionSawIsSaidThere(
            String language, String missing, String means, String unhandled) {
        Page page = open(language);
        toContainer(page, "stubborn");
        inspect(page);

        page.keyboard().press("g");
        page.keyboard().press("l");
        assertThat(page).hasURL(Pattern.compile("/liveness$"));
        page.keyboard().press("/");
        page.keyboard().type("stubborn");
        page.keyboard().press("Enter");

        Locator row = page.locator("tr[data-row]");
        assertThat(row).hasCount(1);
        assertThat(row.getByText(means)).not().isVisible();
        row.locator("summary").getByText(missing).click();
        assertThat(row.getByText(means)).isVisible();
        assertThat(row.locator("summary").getByText(unhandled)).isVisible();
        page.keyboard().press("Escape");
        page.locator("h1").click();
        page.keyboard().press("j");
        page.keyboard().press("o");
        assertThat(page.locator("h1")).containsText("stubborn");
    }

    @Test
    @Order(6)
    void livenessPageWorksWithoutScriptAndFitsASmallScreen() {
        Page page =
                open(
                        "ja",
                        new Browser.NewContextOptions()
                                .setJavaScriptEnabled(false)
                                .setViewportSize(360, 740));
        page.locator("nav a[data-page='liveness']").click();
        page.locator("select[name='rule']").selectOption("timeout-above-period");
        page.locator("form.filter button").click();

        assertThat(page.locator("tr[data-row]")).hasCount(1);
        page.locator("tr[data-row] .findings summary").click();
        assertThat(page.locator("tr[data-row]")).containsText("timeoutSeconds 12");
        page.locator("tr[data-row] .act a").click();
        assertThat(page.locator("h1")).containsText("sleeper-probed");
    }

    @Test
    @Order(6)
    void guardGivesWayToWhoTypesTheWorkloadsName() {
        Page page = open("en");
        toContainer(page, "lonely");
        page.locator("[data-inject='delete-pod']").click();
        Locator sure = page.locator("#sure-delete-pod");
        Locator go = sure.locator("button[value='yes']");

        assertThat(sure).containsText("would not come back");
        assertThat(go).isDisabled();
        sure.getByLabel("Type lonely to go on").fill("lone");
        assertThat(go).isDisabled();
        sure.getByLabel("Type lonely to go on").fill("lonely");
        assertThat(go).isEnabled();
        go.click();

        assertThat(page).hasURL(Pattern.compile("/experiments/[0-9a-f-]{36}"));
        assertThat(page.locator(".verdict")).isVisible();
    }

    @Test
    @Order(7)
    void wrongNameIsSaidBesideItsFieldWithoutScriptToo() {
        Page page = open("ja", new Browser.NewContextOptions().setJavaScriptEnabled(false));
        toContainer(page, "once");
        page.locator("[data-inject='delete-pod']").click();
        page.locator("input[name='graceSeconds']").fill("3");
        page.locator("input[name='typed']").fill("twice");
        page.locator("form.sure button[value='yes']").click();

        assertThat(page.locator(".wrong")).containsText("once と一致しません。");
        assertThat(page.locator("input[name='graceSeconds']")).hasValue("3");
        assertThat(page.locator("input[name='typed']")).hasValue("twice");
        page.locator("input[name='typed']").fill("once");
        page.locator("form.sure button[value='yes']").click();

        assertThat(page).hasURL(Pattern.compile("/experiments/[0-9a-f-]{36}"));
        site().expectsComplaint("400 (Bad Request)");
    }

    @Test
    @Order(8)
    void haltIsOneKeyFromADialogToo() {
        Page page = open("en");
        toContainer(page, "hello-sinatra");
        page.locator("[data-inject='delete-pod']").click();
        assertThat(page.locator("#sure-delete-pod")).isVisible();

        page.keyboard().press("Shift+H");

        assertThat(page.locator("body")).containsText("Everything is halted.", PATIENTLY);
        page.locator("#release button").click();
        assertThat(page.locator("body")).not().containsText("Everything is halted.");
    }

    @Test
    @Order(9)
    void haltStopsEverythingAndIsSaidOnThePage() {
        Page page = open("en");

        page.keyboard().press("Shift+H");
        assertThat(page.locator("body")).containsText("Everything is halted.", PATIENTLY);

        page.navigate(address + "/");
        page.locator("button[form='release'], #release button").first().click();
        assertThat(page.locator("#halt")).isVisible();
    }

    @Test
    @Order(10)
    void repeatIsAskedForInTheDialogAndShownRunByRun() {
        Page page = open("en");
        toContainer(page, "web");
        page.locator("[data-inject='delete-pod']").click();
        Locator sure = page.locator("#sure-delete-pod");
        assertThat(sure.locator("output")).isEmpty();
        sure.getByLabel("Repeat").fill("2");
        assertThat(sure.locator("output")).containsText("2 times take about");
        sure.getByLabel("Recovery limit in seconds").fill("0.1");
        sure.locator("button[value='yes']").click();

        assertThat(page.locator("#run-1")).containsText("Failed: over 0.1 s", PATIENTLY);
        assertThat(page.locator(".verdict")).containsText("2 of 2 replaced", PATIENTLY);
        assertThat(page.locator("#run-2 svg.phases rect").first()).isAttached();
        assertAccessible(page);
        page.locator("#run-2 a").click();
        assertThat(page.locator(".verdict")).containsText("Replaced by");
    }

    private static Page open(String language) {
        return open(language, new Browser.NewContextOptions());
    }

    private static Page open(String language, Browser.NewContextOptions options) {
        Page page = site().open(options.setLocale(language));
        page.navigate(address + "/");
        return page;
    }

    /** From the container's page to the experiment's; gives the container id that was aimed at. */
    private static String inject(Page page, String container, String fault) {
        toContainer(page, container);
        inspect(page);
        page.locator("[data-inject='" + fault + "']").click();
        Locator sure = page.locator("#sure-" + fault);
        assertThat(sure).isVisible();
        String containerId = sure.locator("input[name='containerId']").inputValue();
        sure.locator("button[value='yes']").click();
        assertThat(page).hasURL(Pattern.compile("/experiments/[0-9a-f-]{36}"));
        return containerId;
    }

    private static void toContainer(Page page, String container) {
        Locator link = page.locator("a[href^='/pods/'][href$='/" + container + "']").first();
        assertThat(link).isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(30_000));
        page.navigate(address + link.getAttribute("href"));
    }

    private static void inspect(Page page) {
        page.locator("form[action$='/inspect'] button").click();
        assertThat(page.locator("#processes tr.primary")).isVisible();
    }
}
