package org.peapod.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** A browser that Playwright drives, with one profile for all pages. */
final class PlaywrightPrograms implements ProgramsBrowser {
  private static final double PATIENCE_MS = 240_000;
  private static final Set<String> ENDS = Set.of("passed", "failed");

  /**
   * The programs ask a directory that is not there, leave a gateway before it has answered, and end
   * while a socket says goodbye: browsers tell that whatever a page does.
   */
  private static final List<String> EXPECTED =
      List.of(
          "http://127.0.0.1:9/",
          "WebSocket is closed before the connection is established",
          "establish a connection to the server at ws://127.0.0.1",
          "was interrupted while the page was loading");

  private final AutoCloseable browser;
  private final BrowserContext profile;

  /** Takes over a browser and one of its profiles. */
  PlaywrightPrograms(AutoCloseable browser, BrowserContext profile) {
    this.browser = browser;
    this.profile = profile;
  }

  @Override
  public Ended run(String url) {
    List<String> complaints = new ArrayList<>();
    try (Page page = profile.newPage()) {
      Consumer<String> complain =
          line -> {
            if (EXPECTED.stream().noneMatch(line::contains)) {
              complaints.add(line);
            }
          };
      page.onPageError(error -> complain.accept("error: " + error));
      page.onConsoleMessage(
          said -> complain.accept(said.type() + ": " + said.text() + " " + said.location()));
      page.navigate(url);
      page.waitForCondition(
          () -> ENDS.contains(page.title()),
          new Page.WaitForConditionOptions().setTimeout(PATIENCE_MS));
      page.waitForCondition(() -> page.workers().isEmpty());
      text(page, "complaints").lines().forEach(complaints::add);
      List<String> passed = page.locator("[data-testid=passed] li").allTextContents();
      return new Ended(
          page.title(), passed, text(page, "address"), text(page, "failure"), complaints);
    }
  }

  @Override
  public void close() {
    try {
      browser.close();
    } catch (Exception failed) {
      throw new IllegalStateException("the browser does not end", failed);
    }
  }

  private static String text(Page page, String testId) {
    return page.getByTestId(testId).textContent();
  }
}
