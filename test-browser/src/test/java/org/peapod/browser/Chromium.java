package org.peapod.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Path;
import java.util.Map;

/** The system's Chromium, without a window. */
final class Chromium implements AutoCloseable {
  private final Playwright playwright;
  private final Browser browser;

  Chromium() {
    playwright = playwright();
    String executable = System.getProperty("peapod.chromium", "/usr/bin/chromium");
    browser =
        playwright
            .chromium()
            .launch(new BrowserType.LaunchOptions().setExecutablePath(Path.of(executable)));
  }

  /** Playwright without browsers of its own: those of the system are tested. */
  static Playwright playwright() {
    Map<String, String> env = Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    return Playwright.create(new Playwright.CreateOptions().setEnv(env));
  }

  /** A profile of its own: nothing is stored in it from before. */
  BrowserContext profile() {
    return browser.newContext();
  }

  /** The same with pages of this size. */
  BrowserContext profile(int width, int height) {
    return browser.newContext(new Browser.NewContextOptions().setViewportSize(width, height));
  }

  @Override
  public void close() {
    playwright.close();
  }
}
