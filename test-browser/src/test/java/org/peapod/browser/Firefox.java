package org.peapod.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Path;

/** The system's Firefox, without a window; Playwright speaks WebDriver BiDi to it. */
final class Firefox implements AutoCloseable {
  private final Playwright playwright;
  private final Browser browser;

  Firefox(Path executable) {
    playwright = Chromium.playwright();
    browser =
        playwright
            .firefox()
            .launch(
                new BrowserType.LaunchOptions()
                    .setChannel("moz-firefox")
                    .setExecutablePath(executable));
  }

  /** A profile of its own: nothing is stored in it from before. */
  BrowserContext profile() {
    return browser.newContext();
  }

  @Override
  public void close() {
    playwright.close();
  }
}
