package org.peapod.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.peapod.mixnet.host.LocalMixnet;

/** The browser SDK that Nym publishes and ours in one page, through a local network in this JVM. */
@Timeout(300)
class StockSdkTest {
  private static final Path PAGE = Path.of("stock-page", "dist");
  private static final double PATIENCE_MS = 240_000;
  private static final Set<String> ENDS = Set.of("passed", "failed");

  /** What the page does, one after the other; it compares what arrives itself. */
  private static final List<String> STEPS =
      List.of(
          "the stock client is connected",
          "ours is connected",
          "text of the stock client reaches ours and is answered",
          "bytes of the stock client reach ours and are answered",
          "a long message without envelope and its long answer",
          "a message without SURBs reaches ours",
          "a plain message of ours reaches the stock client",
          "an anonymous message of ours reaches the stock client");

  private static ServedPages pages;
  private static Chromium chromium;

  @BeforeAll
  static void start() throws IOException {
    pages = ServedPages.of(PAGE);
    chromium = new Chromium();
  }

  @AfterAll
  static void stop() throws IOException {
    if (chromium != null) {
      chromium.close();
    }
    if (pages != null) {
      pages.close();
    }
  }

  @ParameterizedTest(name = "stock client at gateway {0}, ours at gateway {1}")
  @CsvSource({"0, 0", "0, 1"})
  void bothWriteToEachOther(int stockGateway, int ourGateway) {
    try (BrowserContext profile = chromium.profile()) {
      Page page = profile.newPage();
      page.navigate(url(stockGateway, ourGateway));
      page.waitForCondition(
          () -> ENDS.contains(page.title()),
          new Page.WaitForConditionOptions().setTimeout(PATIENCE_MS));
      assertEquals("", page.getByTestId("failure").textContent());
      assertEquals(STEPS, page.locator("[data-testid=steps] li").allTextContents());
    }
  }

  private static String url(int stockGateway, int ourGateway) {
    List<LocalMixnet.GatewayEntry> gateways = pages.mixnet().gateways();
    return pages.url()
        + "?nymApi="
        + pages.mixnet().nymApi()
        + "&stock="
        + gateways.get(stockGateway).identity()
        + "&ours="
        + gateways.get(ourGateway).identity();
  }
}
