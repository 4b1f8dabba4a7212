package org.peapod.browser;

import java.io.File;
import java.time.Duration;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.openqa.selenium.By;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/**
 * The system's Chromium with what it does to tabs that nobody looks at. Playwright's pages are
 * never hidden, and chromedriver would switch the slowing down of timers off, unless told not to.
 */
final class HidingChromium implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final By READY = By.xpath("//*[@data-testid='state' and text()='ready']");

  /**
   * What the page notes of itself, since whoever looks at a tab by this driver makes it visible.
   */
  private static final String WATCH =
      """
      const [settlingMs, stepMs] = arguments;
      const watch = (window.watch = { seen: [], steps: 0, lastsMs: 0 });
      let hiddenAt;
      document.onvisibilitychange = () => {
        watch.seen.push(document.visibilityState);
        hiddenAt = performance.now();
      };
      const step = () => {
        const lastsMs = performance.now() - hiddenAt - settlingMs;
        if (document.visibilityState === 'hidden' && lastsMs >= 0) {
          watch.steps += 1;
          watch.lastsMs = lastsMs;
        }
        setTimeout(step, stepMs);
      };
      step();
      """;

  private static final long STEP_MS = 20;

  /** Warns that it has no bindings for this browser's tools, which are not used; held, to last. */
  private static final Logger CDP = Logger.getLogger("org.openqa.selenium.devtools");

  private final ChromeDriver driver;
  private String page;

  HidingChromium() {
    CDP.setLevel(Level.SEVERE);
    ChromeOptions options = new ChromeOptions();
    options.setBinary(System.getProperty("peapod.chromium"));
    options.addArguments("--headless=new", "--no-sandbox");
    options.setExperimentalOption(
        "excludeSwitches",
        List.of(
            "disable-background-timer-throttling",
            "disable-backgrounding-occluded-windows",
            "disable-renderer-backgrounding"));
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(new File(System.getProperty("peapod.chromedriver")))
            .usingAnyFreePort()
            .build();
    driver = new ChromeDriver(service, options);
    driver.manage().timeouts().implicitlyWait(PATIENCE);
  }

  /**
   * Opens the demo, waits until its client is connected, and puts another tab before it. The
   * browser is given this time to slow the hidden tab down, before the tab's own timers are
   * counted.
   */
  void openAndHide(String url, double settlingMs) {
    driver.get(url);
    driver.findElement(READY);
    driver.executeScript(WATCH, settlingMs, STEP_MS);
    page = driver.getWindowHandle();
    driver.switchTo().newWindow(WindowType.TAB);
  }

  /** Brings the demo back; whether it was hidden all the time and its client is connected still. */
  boolean wasHiddenUntilNow() {
    driver.switchTo().window(page);
    driver.findElement(READY);
    String seen = (String) driver.executeScript("return window.watch.seen.join()");
    return seen.equals("hidden") || seen.equals("hidden,visible");
  }

  /** How often a second a timer of the page itself ran while hidden, which asks for fifty times. */
  double stepsPerSecond() {
    return ((Number)
            driver.executeScript("return window.watch.steps * 1000 / window.watch.lastsMs"))
        .doubleValue();
  }

  @Override
  public void close() {
    driver.quit();
  }
}
