package org.peapod.browser;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.openqa.selenium.By;
import org.openqa.selenium.MutableCapabilities;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.remote.RemoteWebDriver;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * The system's WebKitGTK in its test browser, which has no mode without a window and so gets a
 * display that nobody sees. Its driver tells nothing of the console.
 */
final class WebKit implements ProgramsBrowser {
  /** The display that nobody sees. */
  static final Path DISPLAY = Path.of("/usr/bin/Xvfb");

  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final Set<String> ENDS = Set.of("passed", "failed");
  private static final Duration START = Duration.ofMinutes(1);

  private final Process display;
  private final Process driver;
  private final RemoteWebDriver browser;

  private WebKit(Process display, Process driver, RemoteWebDriver browser) {
    this.display = display;
    this.driver = driver;
    this.browser = browser;
  }

  /** Starts a display, the driver and the browser. */
  static WebKit start(Path driverProgram) throws IOException {
    Process display =
        started(new ProcessBuilder(DISPLAY.toString(), "-displayfd", "1", "-nolisten", "tcp"));
    Process driver = null;
    try {
      int port = freePort();
      ProcessBuilder program =
          new ProcessBuilder(driverProgram.toString(), "--host=127.0.0.1", "--port=" + port);
      program.environment().put("DISPLAY", ":" + display.inputReader().readLine());
      driver = started(program);
      URL url = URI.create("http://127.0.0.1:" + port).toURL();
      return new WebKit(display, driver, connect(driver, url));
    } catch (IOException | RuntimeException failed) {
      stop(driver);
      stop(display);
      throw failed;
    }
  }

  @Override
  public Ended run(String url) {
    browser.get(url);
    new WebDriverWait(browser, PATIENCE).until(page -> ENDS.contains(page.getTitle()));
    List<String> passed =
        browser.findElements(By.cssSelector("[data-testid=passed] li")).stream()
            .map(WebElement::getText)
            .toList();
    List<String> complaints = text("complaints").lines().toList();
    Ended ended =
        new Ended(browser.getTitle(), passed, text("address"), text("failure"), complaints);
    browser.get("about:blank");
    return ended;
  }

  @Override
  public void close() {
    try {
      browser.quit();
    } finally {
      stop(driver);
      stop(display);
    }
  }

  private String text(String testId) {
    return browser.findElement(By.cssSelector("[data-testid=" + testId + "]")).getText();
  }

  /** The driver listens a moment after it was started. */
  private static RemoteWebDriver connect(Process driver, URL url) throws IOException {
    MutableCapabilities wanted = new MutableCapabilities();
    wanted.setCapability("browserName", "MiniBrowser");
    Instant deadline = Instant.now().plus(START);
    while (true) {
      try {
        return new RemoteWebDriver(url, wanted, false);
      } catch (WebDriverException notYet) {
        if (!driver.isAlive() || Instant.now().isAfter(deadline)) {
          throw new IOException("no session with WebKit's driver, which should listen now", notYet);
        }
      }
    }
  }

  private static Process started(ProcessBuilder program) throws IOException {
    return program.redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }

  private static void stop(Process process) {
    if (process != null) {
      process.destroy();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
