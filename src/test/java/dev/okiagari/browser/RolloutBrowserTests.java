package dev.okiagari.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.okiagari.browser.Site.assertAccessible;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import java.time.Duration;
import java.time.Instant;
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

/**
 * What a person sees of a month with rollouts, one of which restarts began with, and of how long
 * the workload took to come back.
 */
@Tag("browser")
class RolloutBrowserTests {

    private static final String MONTH = "/timeline?last=30d&namespace=shop";
    private static final String CHECKOUT = MONTH + "&workload=Deployment/checkout";
    private static final String NEWEST = "6b9d5f7c84";
    private static final int AXIS = 30;

    private static @Nullable Site site;
    private static Instant now = Instant.EPOCH;

    @BeforeAll
    static void start() {
        site = Site.practising("rollouts");
        now = Instant.now();
        Pasts.month(now).into(site.address());
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
    void theRolloutThatRestartsBeganWithIsToldFirstInWords() {
        Page page = open(MONTH);

        assertThat(page.locator("#told"))
                .containsText(
                        Pattern.compile(
                                "checkout was rolled out to revision 84f6d7c5b8 within 60 s\\."
                                        + " Its restarts began \\d+ min after the beginning of that"
                                        + " rollout\\."));
    }

    @Test
    void theTableHasRolloutsAndReplacementsWithoutScript() {
        Page page = open(CHECKOUT, new Browser.NewContextOptions().setJavaScriptEnabled(false));

        Locator rollout = page.locator("#items tr:has-text('revision " + NEWEST + "')");
        assertThat(rollout).hasCount(1);
        assertThat(rollout).containsText("rollout");
        assertThat(page.locator("#items")).containsText("replaced: rollout");
        assertThat(page.locator("#recovery table")).isVisible();
    }

    @Test
    void theKeyboardFindsARolloutAndOpensItsTimeline() {
        Page page = open(CHECKOUT);
        Locator canvas = page.locator("#timeline canvas");
        canvas.press("ArrowDown");

        canvas.press("Shift+ArrowLeft");
        assertThat(page.locator(".timeline-tip")).containsText("replaced: rollout");
        canvas.press("Shift+ArrowLeft");

        assertThat(page.locator(".timeline-tip"))
                .containsText("Rollout of checkout to revision " + NEWEST);
        assertThat(page.locator("#timeline-said")).containsText("complete after");
        canvas.press("Enter");
        assertThat(page)
                .hasURL(Pattern.compile("/timeline\\?namespace=shop&workload=.*checkout&from=.*"));
    }

    @Test
    void thePointerFindsARolloutOnItsHeadingAndOnItsRule() {
        Page page = open(CHECKOUT);
        BoundingBox box = page.locator("#timeline canvas").boundingBox();
        double gutter = Math.round(Math.min(300, Math.max(96, box.width * 0.24)));
        Duration before = Duration.between(now.minus(Duration.ofDays(4)), now);
        double share = 1 - (double) before.toMinutes() / Duration.ofDays(30).toMinutes();
        double x = box.x + gutter + share * (box.width - gutter);
        Locator tip = page.locator(".timeline-tip");

        page.mouse().move(x, box.y + AXIS + 10);
        assertThat(tip).containsText("Rollout of checkout to revision " + NEWEST);
        assertThat(tip).containsText("2 pods replaced");

        page.mouse().move(x, box.y - 20);
        assertThat(tip).not().isVisible();
    }

    @Test
    void aWorkloadIsTheOnlyOneWhoseRecoveriesAreShown() {
        Page page = open(MONTH);

        assertThat(page.locator("#recovery")).hasCount(0);
    }

    @Test
    void recoveriesAreTold() {
        Page page = open(CHECKOUT);
        Locator recovery = page.locator("#recovery");

        assertThat(recovery).containsText(Pattern.compile("Within four weeks checkout came back"));
        assertThat(recovery.locator("#recovery-days tbody tr").first()).isVisible();
        assertThat(recovery.locator(".legend li")).containsText(new String[] {"median"});
        assertThat(recovery.locator(".legend use").first()).isAttached();
        // the words use the width that there is
        double text = recovery.locator("p").first().boundingBox().width;
        assertThat(text).isGreaterThan(recovery.boundingBox().width * 0.9);
    }

    @Test
    void aDayOfTheTrendLeadsToItsTimelineAndAMarkToWhatWasAroundIt() {
        Page page = open(CHECKOUT);
        page.locator("#recovery-days tbody a").first().click();
        assertThat(page).hasURL(Pattern.compile("/timeline\\?from=.*T00%3A00.*checkout"));

        page.navigate(site().address() + CHECKOUT);
        page.locator(".recovery-picture a").first().dispatchEvent("click");
        assertThat(page).hasURL(Pattern.compile("/timeline\\?from=.*checkout"));
    }

    /** A day's median and worst lie over the marks, which would hide them on a narrow screen. */
    @Test
    void aNarrowTrendKeepsItsDatesInsideAndItsLinesInFront() {
        Page page = open(CHECKOUT, new Browser.NewContextOptions().setViewportSize(360, 740));

        assertThat(
                        (Boolean)
                                page.evaluate(
                                        """
                                        [...document.querySelectorAll('.week text')].every((day) => {
                                          const { left, right } = day.getBoundingClientRect();
                                          const plot = document.querySelector('.recovery-picture')
                                              .getBoundingClientRect();
                                          return left >= plot.left && right <= plot.right + 1;
                                        })\
                                        """))
                .isTrue();
        assertThat(page.locator(".recovery-picture > :last-child")).hasClass("day");
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void isAccessibleAndFitsASmallScreen(String theme) {
        Page page = open(CHECKOUT, new Browser.NewContextOptions().setViewportSize(360, 740));
        site().wears(page, theme);
        page.reload();
        page.waitForSelector("#timeline[data-loaded]");

        assertAccessible(page);
        assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                .isLessThanOrEqualTo(360);
    }

    /** A quarter of an hour on a thousand pixels: about a pixel a second. */
    @Test
    void theLiveEdgeGoesWithTheTimeUntilItIsHeld() {
        Page page = open("/timeline?last=15m");
        Locator range = page.locator(".timeline-range");
        String first = range.textContent();

        page.waitForCondition(() -> !range.textContent().equals(first));
        assertThat(page).hasURL(site().address() + "/timeline?last=15m");

        page.locator("[data-timeline=live]").click();
        assertThat(page.locator("[data-timeline=live]")).hasAttribute("aria-pressed", "false");
        assertThat(page).hasURL(Pattern.compile("/timeline\\?from=[^&]+&to=[^&]+$"));
        String held = range.textContent();
        Object since = page.evaluate("performance.now()");
        page.waitForFunction("since => performance.now() - since > 3000", since);
        assertThat(range).hasText(held);

        page.locator("[data-timeline=live]").click();
        page.waitForCondition(() -> !range.textContent().equals(held));
    }

    private static Page open(String path) {
        return open(path, new Browser.NewContextOptions());
    }

    private static Page open(String path, Browser.NewContextOptions options) {
        Page page = site().open(options.setLocale("en"));
        page.navigate(site().address() + path);
        if (page.locator("html[data-script]").count() > 0) {
            page.waitForSelector("#timeline[data-loaded]");
        }
        return page;
    }
}
