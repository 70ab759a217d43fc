package dev.okiagari.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.okiagari.browser.Site.assertAccessible;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PageAssertions;
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
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/** What people with different roles see of the same Okiagari. */
@Tag("browser")
class WhoBrowserTests {

    private static final String PASSWORD = "correct horse battery";
    private static final Pattern SECRET = Pattern.compile("^oki_[A-Za-z0-9_-]{43}$");
    private static @Nullable Site site;

    @BeforeAll
    static void start() {
        String users = "--okiagari.security.local.users";
        String hash = new BCryptPasswordEncoder(4).encode(PASSWORD);
        site =
                Site.practising(
                        "who",
                        "--okiagari.security.mode=local",
                        users + "[0].name=vera",
                        users + "[0].password-hash=" + hash,
                        users + "[1].name=anna",
                        users + "[1].password-hash=" + hash,
                        users + "[1].admin=*");
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

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void aViewerFindsTheButtonsShutWithTheReason(String theme) {
        Page page = open(theme);
        page.navigate(site().address() + "/?q=hello-sinatra");
        assertThat(page).hasURL(Pattern.compile("/login$"));
        assertAccessible(page);

        logIn(page, "vera");
        page.locator("a[href^='/pods/'][href$='/hello-sinatra']")
                .first()
                .click(new Locator.ClickOptions().setTimeout(30_000));

        assertThat(page.locator("#role"))
                .containsText("Injecting in namespace practice takes the role operator");
        assertThat(page.locator("#faults .fault button:disabled").first()).isVisible();
        assertThat(page.locator("#faults .fault a.button")).hasCount(0);
        assertThat(page.locator("#release")).isHidden();
        assertThat(page.locator("#halt button")).isEnabled();
        assertAccessible(page);
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void aTokenIsShownOnceAndRevoked(String theme) {
        Page page = open(theme);
        page.navigate(site().address() + "/tokens");
        logIn(page, "anna");
        assertThat(page).hasURL(Pattern.compile("/tokens$"));
        assertThat(page.locator(".empty")).isVisible();

        page.locator("#token-name").fill("nightly");
        page.locator("main button.primary").click();
        assertThat(page.locator("#made code")).hasText(SECRET);
        assertAccessible(page);

        page.navigate(site().address() + "/tokens");
        assertThat(page.locator("#made")).hasCount(0);
        page.locator("tr[data-row] button").click();
        assertThat(page.locator(".empty")).isVisible();
    }

    @Test
    void aLogoutEndsItInEveryTab() {
        Page page = open("light");
        page.navigate(site().address() + "/audit");
        logIn(page, "anna");
        Page other = page.context().newPage();
        other.navigate(site().address() + "/audit");

        page.locator("form[action='/logout'] button").click();

        assertThat(page).hasURL(Pattern.compile("/login$"));
        other.reload();
        assertThat(other)
                .hasURL(
                        Pattern.compile("/login$"),
                        new PageAssertions.HasURLOptions().setTimeout(10_000));
        site().expectsComplaint("401");
    }

    private static Page open(String theme) {
        Page page = site().open(new Browser.NewContextOptions().setLocale("en"));
        site().wears(page, theme);
        return page;
    }

    private static void logIn(Page page, String user) {
        page.locator("#username").fill(user);
        page.locator("#password").fill(PASSWORD);
        page.locator("button[type=submit]").click();
        assertThat(page.locator("form[action='/logout']"))
                .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(30_000));
    }
}
