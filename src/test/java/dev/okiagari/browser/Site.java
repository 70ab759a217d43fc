package dev.okiagari.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import dev.okiagari.contract.Okiagari;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Okiagari on a practice cluster of its own, and a browser that looks at it: one visit at a time,
 * of which it is kept what the browser complained of and what it wanted from elsewhere.
 */
final class Site implements AutoCloseable {

    private final Chromium chromium;
    private final Okiagari okiagari;
    private final String address;
    private final List<String> complaints = new ArrayList<>();
    private final List<String> foreign = new ArrayList<>();
    private @Nullable BrowserContext context;

    private Site(Chromium chromium, Okiagari okiagari) {
        this.chromium = chromium;
        this.okiagari = okiagari;
        this.address = okiagari.address().toString().replaceFirst("/$", "");
    }

    /** Skips the tests that ask for it where there is no browser, unless one is required. */
    static Site practising(String name, String... settings) {
        assumeTrue(
                Boolean.getBoolean("okiagari.browser.required")
                        || Chromium.executable().isPresent(),
                "There is no Chromium here: install it, or set okiagari.browser.path.");
        Chromium chromium = Chromium.open();
        try {
            return new Site(chromium, Okiagari.practising(Okiagari.directory(name), settings));
        } catch (RuntimeException failed) {
            chromium.close();
            throw failed;
        }
    }

    /** Without a slash at its end. */
    String address() {
        return address;
    }

    /** A page of a new visitor; the one before has left. */
    Page open(Browser.NewContextOptions options) {
        leave();
        BrowserContext entered = chromium.browser().newContext(options);
        context = entered;
        Page page = entered.newPage();
        page.onConsoleMessage(message -> complaints.add(message.text()));
        page.onPageError(complaints::add);
        page.onRequest(request -> {
            String authority = URI.create(request.url()).getAuthority();
            if (!URI.create(address).getAuthority().equals(authority)) {
                foreign.add(request.url());
            }
        });
        return page;
    }

    /** From the next page on. */
    void wears(Page page, String theme) {
        page.context().addCookies(List.of(new Cookie("theme", theme).setUrl(address)));
    }

    /** The browser writes each answer that is an error into its console. */
    void expectsComplaint(String part) {
        complaints.removeIf(line -> line.contains(part));
    }

    /** Ends the visit. */
    void assertQuiet() {
        leave();
        List<String> complained = List.copyOf(complaints);
        List<String> asked = List.copyOf(foreign);
        complaints.clear();
        foreign.clear();
        assertThat(complained).as("console").isEmpty();
        assertThat(asked).as("requests to elsewhere").isEmpty();
    }

    /**
     * Acts, and stays until the page that follows has loaded: who reloads or measures before that
     * races with the browser's change of pages.
     */
    static void turn(Page page, Runnable act) {
        AtomicBoolean loaded = new AtomicBoolean();
        Consumer<Page> said = loads -> loaded.set(true);
        page.onLoad(said);
        act.run();
        page.waitForCondition(loaded::get);
        page.offLoad(said);
    }

    static void assertAccessible(Page page) {
        assertThat(
                        new AxeBuilder(page)
                                .withTags(List.of("wcag2a", "wcag2aa"))
                                .analyze()
                                .getViolations())
                .extracting(Rule::getId)
                .isEmpty();
    }

    private void leave() {
        if (context != null) {
            context.close();
            context = null;
        }
    }

    @Override
    public void close() {
        leave();
        okiagari.close();
        chromium.close();
    }
}
