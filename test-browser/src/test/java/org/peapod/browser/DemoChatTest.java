package org.peapod.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.BrowserContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The demo in Chromium under a strict policy, through a local network in this JVM. */
@Timeout(300)
class DemoChatTest {
  private static final Path SCREENSHOTS = Path.of("target", "screenshots");
  private static final int LONG_TEXT = 100_000;

  private static DemoInChromium demo;

  @BeforeAll
  static void start() throws IOException {
    demo = DemoInChromium.start();
  }

  @AfterAll
  static void stop() throws IOException {
    if (demo != null) {
      demo.close();
    }
  }

  @Test
  void twoPagesExchangeShortAndLongMessagesBothWays() {
    try (BrowserContext context = demo.profile()) {
      ChatPage alice = new ChatPage(context, demo.url());
      ChatPage bob = new ChatPage(context, demo.url());
      String aliceAddress = alice.awaitAddress();
      String bobAddress = bob.awaitAddress();

      alice.send(bobAddress, "Hello through three mix nodes! \u00e9\u20ac\ud83c\udf31");
      assertEquals(
          List.of("Hello through three mix nodes! \u00e9\u20ac\ud83c\udf31"), bob.awaitReceived(1));
      bob.send(aliceAddress, "Hello back.");
      assertEquals(List.of("Hello back."), alice.awaitReceived(1));

      String fromAlice = longText("alice");
      String fromBob = longText("bob");
      alice.send(bobAddress, fromAlice);
      bob.send(aliceAddress, fromBob);
      assertEquals(fromAlice, bob.awaitReceived(2).get(1));
      assertEquals(fromBob, alice.awaitReceived(2).get(1));

      assertTrue(alice.counter("stat-real") > LONG_TEXT / 2048, "real packets are counted");
      alice.screenshot(SCREENSHOTS.resolve("demo.png"));
      alice.assertNoComplaints();
      bob.assertNoComplaints();
    }
  }

  @Test
  void coverAndAcknowledgementsMoveThoughNothingIsWritten() {
    try (BrowserContext context = demo.profile()) {
      ChatPage page = new ChatPage(context, demo.url());
      page.awaitAddress();
      page.awaitCounterAbove("stat-cover", page.counter("stat-cover") + 20);
      page.awaitCounterAbove("stat-ack", page.counter("stat-ack") + 20);
      assertEquals(0, page.counter("stat-real"));
      page.assertNoComplaints();
    }
  }

  @Test
  void aPageWithoutNetworkSaysWhatFailed() {
    try (BrowserContext context = demo.profile()) {
      ChatPage page = new ChatPage(context, demo.url() + "?nymApi=http://127.0.0.1:9/api");
      String error = page.awaitError();
      assertTrue(error.contains("DIRECTORY_UNREACHABLE"), error);
    }
  }

  @Test
  void thePageIsServedUnderTheStrictPolicy() {
    try (BrowserContext context = demo.profile()) {
      ChatPage page = new ChatPage(context, demo.url());
      String policy = page.header("content-security-policy");
      assertTrue(policy.contains("script-src 'self' 'wasm-unsafe-eval';"), policy);
      page.awaitAddress();
      page.assertNoComplaints();
    }
  }

  /** Numbered lines, so that a swapped or missing fragment would be seen. */
  private static String longText(String who) {
    StringBuilder text = new StringBuilder(LONG_TEXT);
    for (int line = 0; text.length() < LONG_TEXT; line++) {
      text.append(who).append(" writes line ").append(line).append(". ");
    }
    text.setLength(LONG_TEXT);
    // A trailing blank would be a difference that no reader of a failure sees.
    return text.append('.').toString();
  }
}
