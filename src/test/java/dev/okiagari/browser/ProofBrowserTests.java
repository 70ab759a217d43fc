package dev.okiagari.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.okiagari.browser.Site.assertAccessible;
import static dev.okiagari.browser.Site.turn;
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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** From the dry run of a probe to the report of both hangs, and back. */
@Tag("browser")
class ProofBrowserTests {

    private static final int PATIENCE = 120_000;
    private static final LocatorAssertions.ContainsTextOptions PATIENTLY =
            new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE);
    private static final Pattern PROOF = Pattern.compile("/proofs/[0-9a-f-]{36}$");

    private static @Nullable Site site;

    @BeforeAll
    static void start() {
        site =
                Site.practising(
                        "proof", "--okiagari.practice.speed=10", "--okiagari.proof.watch=30s");
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
    void aProbeIsProvenFromItsDryRunFollowedLiveAndTakenBack() {
        Page page = open(new Browser.NewContextOptions().setLocale("en"));
        dryRun(page, "prefork");
        inBothThemes(page);

        turn(page, () -> page.getByText("Prove it…", exactly()).click());

        assertThat(page.locator(".proof-plan"))
                .containsText("There is no livenessProbe, so nothing notices");
        assertThat(page.locator(".proof-plan .hang-bar")).not().hasCount(0);
        assertAccessible(page);
        page.locator("h1").press("Enter");
        turn(page, () -> page.getByText("Hang it, change it, hang it again", exactly()).click());

        assertThat(page).hasURL(PROOF);
        page.evaluate("window.stayed = true");
        Locator verdict = page.locator("#report .verdict");
        assertThat(verdict).containsText("Hanging as it is now");
        assertThat(page.locator(".proof-stages .now")).containsText("Hang before");
        assertThat(verdict).containsText("Proven", PATIENTLY);
        assertThat(page.evaluate("window.stayed")).isEqualTo(true);
        assertThat(page.locator("#report"))
                .containsText("Without the probe nothing noticed the hang");
        assertThat(page.locator("#report")).containsText("inside the forecast");
        assertThat(page.locator(".proof-hangs .phases")).hasCount(2);
        inBothThemes(page);
        printed(page);

        page.getByText("Undo", exactly()).click();
        assertThat(page).hasURL(PROOF);
        assertThat(page.locator("#report")).containsText("Undone");
        assertThat(page.getByText("Undo", exactly())).hasCount(0);
        page.navigate(site().address() + "/proofs");
        assertThat(page.locator("table tbody tr").first()).containsText("Proven");
        inBothThemes(page);
    }

    @Test
    void theSameIsDoneWithoutScriptInJapaneseOnASmallScreen() {
        Page page =
                open(
                        new Browser.NewContextOptions()
                                .setLocale("ja")
                                .setJavaScriptEnabled(false)
                                .setViewportSize(360, 740));
        dryRun(page, "stubborn");
        fits(page);
        turn(page, () -> page.getByText("実証する…", exactly()).click());

        // its one process is PID 1
        assertThat(page.locator(".notice.bad")).containsText("PID 1");
        fits(page);
        assertThat(page.getByText("ハング、変更、もう一度ハング", exactly())).hasCount(0);
        site().expectsComplaint("409");
    }

    @Test
    void whoStopsItGetsTheContainerBackAndNoChange() {
        Page page =
                open(
                        new Browser.NewContextOptions()
                                .setLocale("ja")
                                .setJavaScriptEnabled(false)
                                .setViewportSize(360, 740));
        dryRun(page, "prefork-probed");
        turn(page, () -> page.getByText("実証する…", exactly()).click());
        fits(page);
        turn(page, () -> page.getByText("ハング、変更、もう一度ハング", exactly()).click());
        assertThat(page).hasURL(PROOF);
        fits(page);

        turn(page, () -> page.getByText("中止", exactly()).click());

        page.waitForCondition(
                () -> {
                    page.reload();
                    return page.locator("#report .verdict").textContent().contains("停止しました");
                },
                new Page.WaitForConditionOptions().setTimeout(PATIENCE));
        assertThat(page.locator("#report")).containsText("まだ書き込まれていません");
        fits(page);
    }

    private static void dryRun(Page page, String app) {
        page.navigate(
                site().address()
                        + "/liveness/change?namespace=practice&kind=Deployment&name="
                        + app
                        + "&type=liveness");
        page.locator("input[value='httpGet']").check();
        page.locator("#port").fill("8080");
        page.locator("#path").fill("/");
        page.locator("#initialDelay").fill("2");
        page.locator("#period").fill("3");
        page.locator("#timeout").fill("2");
        page.locator("#failureThreshold").fill("2");
        turn(page, () -> page.locator("#probe-form button.primary").click());
        assertThat(page.locator("#change-state")).isVisible();
    }

    private static void printed(Page page) {
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        assertThat(page.locator("#report button:visible")).hasCount(0);
        assertThat(page.locator(".proof-hangs")).isVisible();
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.SCREEN));
    }

    private static void inBothThemes(Page page) {
        for (String theme : List.of("light", "dark")) {
            site().wears(page, theme);
            page.reload();
            assertAccessible(page);
        }
    }

    private static Page open(Browser.NewContextOptions options) {
        Page page = site().open(options);
        page.setDefaultTimeout(PATIENCE);
        return page;
    }

    private static Page.GetByTextOptions exactly() {
        return new Page.GetByTextOptions().setExact(true);
    }

    private static void fits(Page page) {
        assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                .isLessThanOrEqualTo(360);
    }
}
