package org.peapod.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.BrowserContext;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The client in a worker of its own, in one that tabs share, and on the page's own thread. */
@Timeout(300)
class WorkersTest {
  private static final String SHARED = "?runIn=shared-worker";

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
  void aPageRunsItsClientInAWorkerUnlessItSaysOtherwise() {
    try (BrowserContext context = demo.profile()) {
      ChatPage usual = new ChatPage(context, demo.url());
      ChatPage here = new ChatPage(context, demo.url() + "?runIn=here");
      String hereAddress = here.awaitAddress();
      usual.awaitAddress();
      assertEquals(1, usual.workers());
      assertEquals(0, here.workers());

      usual.send(hereAddress, "from a worker");
      assertEquals(List.of("from a worker"), here.awaitReceived(1));
      here.send(usual.awaitAddress(), "to a worker");
      assertEquals(List.of("to a worker"), usual.awaitReceived(1));
      usual.assertNoComplaints();
      here.assertNoComplaints();
    }
  }

  @Test
  void twoTabsShareOneClientUntilTheLastIsGone() {
    try (BrowserContext context = demo.profile();
        BrowserContext elsewhere = demo.profile()) {
      ChatPage first = new ChatPage(context, demo.url() + SHARED);
      String address = first.awaitAddress();
      ChatPage second = new ChatPage(context, demo.url() + SHARED);
      assertEquals(address, second.awaitAddress());
      ChatPage peer = new ChatPage(elsewhere, demo.url());
      String peerAddress = peer.awaitAddress();

      peer.send(address, "to both");
      assertEquals(List.of("to both"), first.awaitReceived(1));
      assertEquals(List.of("to both"), second.awaitReceived(1));
      first.send(peerAddress, "from the first");
      assertEquals("from the first", peer.awaitReceived(1).get(0));
      second.send(peerAddress, "from the second");
      assertEquals("from the second", peer.awaitReceived(2).get(1));

      first.vanish();
      peer.send(address, "to the one that is left");
      assertEquals("to the one that is left", second.awaitReceived(2).get(1));
      second.assertNoComplaints();

      second.vanish();
      ChatPage later = new ChatPage(context, demo.url() + SHARED);
      assertNotEquals(address, later.awaitAddress(), "the shared client ended with its last tab");
    }
  }

  @Test
  void aTabWithOtherOptionsIsRefusedTheSharedClient() {
    try (BrowserContext context = demo.profile()) {
      ChatPage first = new ChatPage(context, demo.url() + SHARED);
      first.awaitAddress();
      String other = demo.url() + SHARED + "&nymApi=http://127.0.0.1:9/api";
      String error = new ChatPage(context, other).awaitError();
      assertTrue(error.contains("OPTIONS_DIFFER"), error);
      first.assertNoComplaints();
    }
  }
}
