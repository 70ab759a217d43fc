package dev.okiagari.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.okiagari.browser.Site.assertAccessible;
import static dev.okiagari.browser.Site.turn;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What a person does who finds a container without a livenessProbe: the form, what a dry run makes
 * of it, the rollout and the way back. Each test leaves the workload as it was.
 */
@Tag("browser")
class ProbeChangeBrowserTests {

    private static final int PATIENCE = 60_000;
    private static final LocatorAssertions.ContainsTextOptions PATIENTLY =
            new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE);
    private static final Pattern CHANGE = Pattern.compile("/liveness/changes/[0-9a-f-]{36}$");
    private static final Pattern NOTICED =
            Pattern.compile(
                    "With this probe a hang is noticed after \\d+ to \\d+ s and is answered again"
                            + " after \\d+ to \\d+ s\\.");

    private static @Nullable Site site;

    @BeforeAll
    static void start() {
        site = Site.practising("probe-change", "--okiagari.practice.speed=2");
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
    void aProbeIsAddedFromTheListFollowedLiveAndTakenBack() {
        Page page = open(new Browser.NewContextOptions().setLocale("en"));
        toForm(page);
        fill(page);
        turn(page, () -> checked(page).click());

        assertThat(page).hasURL(CHANGE);
        String change = page.url();
        assertThat(page.locator("#change-state")).containsText("Not written yet");
        assertThat(page.locator("pre.diff .new"))
                .containsText(new String[] {"livenessProbe:", "httpGet:", "path: /", "port: 8080"});
        assertThat(page.locator("pre.diff")).containsText("timeoutSeconds: 12");
        Page onlooker = page.context().newPage();
        onlooker.navigate(change);
        onlooker.evaluate("window.stayed = true");
        page.getByText("Apply", exactly()).click();

        assertThat(page).hasURL(change);
        Locator state = page.locator("#change-state");
        assertThat(state).containsText("Rolled out: every pod has it and is ready (1).", PATIENTLY);
        assertThat(onlooker.locator("#change-state")).containsText("Rolled out: every pod has it");
        assertThat(onlooker.evaluate("window.stayed")).isEqualTo(true);
        onlooker.close();
        toList(page);
        assertThat(row(page).locator(".probe-lines")).containsText("httpGet / 8080");
        assertThat(row(page).locator(".probe-lines")).containsText(NOTICED);

        page.navigate(change);
        page.getByText("Undo", exactly()).click();
        assertThat(state).containsText("Undone");
        assertThat(state).containsText("Rolled out: every pod has it and is ready (1).", PATIENTLY);
        assertThat(state.locator(".tag")).hasText("as before");
        assertThat(page.getByText("Undo", exactly())).hasCount(0);
        isAsBefore(page);
    }

    @Test
    void theSameIsDoneWithoutScriptInJapaneseOnASmallScreen() {
        Page page =
                open(
                        new Browser.NewContextOptions()
                                .setLocale("ja")
                                .setJavaScriptEnabled(false)
                                .setViewportSize(360, 740));
        toList(page);
        fits(page);
        toForm(page);
        fits(page);
        fill(page);
        turn(page, () -> checked(page).click());

        assertThat(page).hasURL(CHANGE);
        String change = page.url();
        assertThat(page.locator("#change-state")).containsText("まだ書き込まれていません");
        assertThat(page.locator("pre.diff")).containsText("timeoutSeconds: 12");
        fits(page);
        turn(page, () -> page.getByText("適用", exactly()).click());

        assertThat(page).hasURL(change);
        untilSaid(page, "ロールアウト完了: すべての Pod（1 個）に反映され、準備ができています。");
        fits(page);
        turn(page, () -> page.getByText("元に戻す", exactly()).click());
        assertThat(page.locator("#change-state")).containsText("元に戻しました");
        untilSaid(page, "ロールアウト完了");
        fits(page);
        isAsBefore(page);
    }

    @Test
    void theForecastFollowsWhatIsTyped() {
        Page page = open(new Browser.NewContextOptions().setLocale("en"));
        toForm(page);
        Locator forecast = page.locator("#forecast");
        assertThat(forecast).containsText(NOTICED);
        String first = forecast.textContent();

        page.locator("#period").fill("60");
        assertThat(forecast).not().hasText(first);
        assertThat(forecast).containsText(NOTICED);
        page.locator("#period").fill("often");
        assertThat(forecast).containsText("No forecast yet");
        page.locator("#period").fill("10");
        page.locator("input[value='tcpSocket']").check();
        assertThat(forecast).containsText("This probe does not notice");
        assertThat(page.locator("#path")).not().isVisible();
    }

    @Test
    void whatIsRefusedIsSaidAtItsFieldAndNothingTypedIsLost() {
        Page page = open(new Browser.NewContextOptions().setLocale("en"));
        toForm(page);
        fill(page);
        page.locator("#timeout").fill("-1");
        page.locator("#port").fill("a-name-that-is-too-long");
        page.locator("#path").fill("/kept");
        turn(page, () -> checked(page).click());

        assertThat(page.locator("#wrong-timeout")).containsText("must be greater than or equal");
        assertThat(page.locator("#wrong-port")).containsText("must be no more than 15 characters");
        assertThat(page.locator("#timeout")).hasValue("-1");
        assertThat(page.locator("#timeout")).hasAttribute("aria-describedby", "wrong-timeout");
        assertThat(page.locator("#port")).hasValue("a-name-that-is-too-long");
        assertThat(page.locator("#path")).hasValue("/kept");
        assertThat(page.locator("#initialDelay")).hasValue("15");
        assertAccessible(page);
        site().expectsComplaint("422");
    }

    @Test
    void whatWouldNeverBeAnsweredIsSaidBeforeItIsApplied() {
        Page page = open(new Browser.NewContextOptions().setLocale("en"));
        toForm(page);
        fill(page);
        page.locator("#port").fill("web");
        page.locator("#timeout").fill("0");
        turn(page, () -> checked(page).click());

        assertThat(page.locator("main"))
                .containsText("No port of container hello-sinatra is named web");
        assertThat(page.locator("main")).containsText("where 0 was asked for");
    }

    @Test
    void theWayBackToTheFormKeepsWhatWasTried() {
        Page page = open(new Browser.NewContextOptions().setLocale("en"));
        toForm(page);
        fill(page);
        page.locator("#path").fill("/up?a=b&c");
        turn(page, () -> checked(page).click());
        assertThat(page).hasURL(CHANGE);

        page.getByText("Back to the form", exactly()).click();

        assertThat(page.locator("#path")).hasValue("/up?a=b&c");
        assertThat(page.locator("#timeout")).hasValue("12");
        assertThat(page.locator("#initialDelay")).hasValue("15");
    }

    @Test
    void enterNeitherSendsTheFormNorApplies() {
        Page page = open(new Browser.NewContextOptions().setLocale("en"));
        toForm(page);
        fill(page);
        String form = page.url();
        for (String field : List.of("#port", "#timeout", "#grace")) {
            page.locator(field).press("Enter");
        }
        page.waitForFunction("() => document.querySelector('#forecast').textContent !== ''");
        assertThat(page).hasURL(form);
        turn(page, () -> checked(page).click());
        assertThat(page).hasURL(CHANGE);

        page.keyboard().press("Enter");
        page.locator("pre.diff").press("Enter");
        page.reload();

        assertThat(page.locator("#change-state")).containsText("Not written yet");
    }

    @Test
    void eachStepIsAccessibleInBothThemes() {
        Page page = open(new Browser.NewContextOptions().setLocale("en"));
        toForm(page);
        assertThat(page.locator("#forecast")).containsText(NOTICED);
        inBothThemes(page);
        fill(page);
        turn(page, () -> checked(page).click());
        assertThat(page).hasURL(CHANGE);
        inBothThemes(page);
        page.getByText("Apply", exactly()).click();
        Locator state = page.locator("#change-state");
        assertThat(state).containsText("Rolled out", PATIENTLY);
        inBothThemes(page);
        page.setViewportSize(360, 740);
        assertThat(state.locator(".verdict strong").boundingBox().height).isLessThan(40);
        page.getByText("Undo", exactly()).click();
        assertThat(state).containsText("Undone");
        assertThat(state).containsText("Rolled out", PATIENTLY);
        inBothThemes(page);
        page.navigate(site().address() + "/liveness/changes");
        inBothThemes(page);
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

    /** Okiagari may not have listed the pods yet. */
    private static void toList(Page page) {
        page.navigate(site().address() + "/liveness?q=hello-sinatra");
        page.waitForCondition(
                () -> {
                    boolean there = row(page).count() == 1;
                    if (!there) {
                        page.reload();
                    }
                    return there;
                },
                new Page.WaitForConditionOptions().setTimeout(PATIENCE));
    }

    private static Locator row(Page page) {
        return page.locator("table.liveness tr[data-row]:has(th a:text-is('hello-sinatra'))");
    }

    private static void toForm(Page page) {
        toList(page);
        turn(page, () -> row(page).locator("a[href^='/liveness/change?']").click());
        assertThat(page.locator("#probe-form")).isVisible();
    }

    private static void fill(Page page) {
        page.locator("input[value='httpGet']").check();
        page.locator("#port").fill("8080");
        page.locator("#path").fill("/");
        page.locator("#initialDelay").fill("15");
        page.locator("#timeout").fill("12");
    }

    private static Locator checked(Page page) {
        return page.locator("#probe-form button.primary");
    }

    private static void untilSaid(Page page, String words) {
        page.waitForCondition(
                () -> {
                    page.reload();
                    return page.locator("#change-state").textContent().contains(words);
                },
                new Page.WaitForConditionOptions().setTimeout(PATIENCE));
    }

    private static void isAsBefore(Page page) {
        toList(page);
        assertThat(row(page).locator(".probe-lines")).not().containsText("httpGet");
    }

    private static void fits(Page page) {
        assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                .isLessThanOrEqualTo(360);
        assertThat(
                        page.evaluate(
                                """
                                () => {
                                  const main = document.querySelector('main');
                                  const edge = main.getBoundingClientRect().right
                                      - parseFloat(getComputedStyle(main).paddingRight);
                                  return [...main.querySelectorAll('select, input, textarea, button')]
                                      .filter((one) => one.getBoundingClientRect().right > edge + 1)
                                      .map((one) => one.name);
                                }\
                                """))
                .isEqualTo(List.of());
    }
}
