package org.peapod.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

/** One tab of the demo, driven as a person would. Everything that it complains about is kept. */
final class ChatPage {
  private static final double PATIENCE_MS = 60_000;
  private static final Pattern ANY_ADDRESS = Pattern.compile(".+");
  private static final Set<String> LOUD = Set.of("error", "warning", "assert");

  private final Page page;
  private final Response response;
  private final List<String> complaints = new ArrayList<>();

  ChatPage(BrowserContext browser, String url) {
    page = browser.newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    page.onPageError(error -> complaints.add("error: " + error));
    page.onConsoleMessage(
        message -> {
          if (LOUD.contains(message.type())) {
            complaints.add(message.type() + ": " + message.text());
          }
        });
    response = page.navigate(url);
  }

  /** Waits until the client is connected; its address. */
  String awaitAddress() {
    PlaywrightAssertions.assertThat(by("state")).hasText("ready", patiently());
    PlaywrightAssertions.assertThat(by("address")).hasText(ANY_ADDRESS, patiently());
    return by("address").textContent();
  }

  /** Waits until the page shows an error; its text. */
  String awaitError() {
    PlaywrightAssertions.assertThat(by("error"))
        .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE_MS));
    return by("error").textContent();
  }

  void send(String peer, String text) {
    by("peer").fill(peer);
    by("text").fill(text);
    by("send").click();
  }

  /** Waits until this many messages have come in; their texts in the order of arrival. */
  List<String> awaitReceived(int count) {
    Locator received = page.locator("[data-testid=message][data-direction=in]");
    page.waitForCondition(
        () -> received.count() >= count,
        new Page.WaitForConditionOptions().setTimeout(PATIENCE_MS));
    return received.allTextContents();
  }

  long counter(String name) {
    return Long.parseLong(by(name).textContent());
  }

  /** Waits until a counter has passed a value. */
  void awaitCounterAbove(String name, long value) {
    page.waitForCondition(
        () -> counter(name) > value, new Page.WaitForConditionOptions().setTimeout(PATIENCE_MS));
  }

  /** How many workers of its own the page has. */
  int workers() {
    return page.workers().size();
  }

  /** Waits for something outside of the page. */
  void await(BooleanSupplier condition) {
    page.waitForCondition(condition, new Page.WaitForConditionOptions().setTimeout(PATIENCE_MS));
  }

  /** Waits until the last message that was sent has reached its recipient's gateway. */
  void awaitAtGateway() {
    PlaywrightAssertions.assertThat(by("note").last())
        .containsText(
            "at their gateway",
            new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE_MS));
  }

  /** Tries to connect again after an error. */
  void retry() {
    by("retry").click();
  }

  /** The tab is loaded anew. */
  void reload() {
    page.reload();
  }

  /** The tab's process ends without a word to anybody. */
  void crash() {
    assertThrows(PlaywrightException.class, () -> page.navigate("chrome://crash"));
  }

  /** The tab is closed. */
  void vanish() {
    page.close();
  }

  String header(String name) {
    return response.headerValue(name);
  }

  void screenshot(Path file) {
    page.screenshot(new Page.ScreenshotOptions().setPath(file));
  }

  void assertNoComplaints() {
    assertEquals(List.of(), complaints, "what the page wrote to its console or threw");
  }

  private Locator by(String testId) {
    return page.getByTestId(testId);
  }

  private static LocatorAssertions.HasTextOptions patiently() {
    return new LocatorAssertions.HasTextOptions().setTimeout(PATIENCE_MS);
  }
}
