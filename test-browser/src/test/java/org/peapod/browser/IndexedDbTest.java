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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that are kept in IndexedDB: over reloads and crashes, and between tabs. */
@Timeout(300)
class IndexedDbTest {
  /** Some four seconds of the packet stream, so that it is under way for a while. */
  private static final String LONG_TEXT = "A long story. ".repeat(20_000).strip();

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

  @ParameterizedTest
  @ValueSource(strings = {"here", "worker", "shared-worker"})
  void aReloadKeepsTheAddress(String runIn) {
    try (BrowserContext context = demo.profile()) {
      ChatPage page = new ChatPage(context, kept("me") + "&runIn=" + runIn);
      String address = page.awaitAddress();
      page.reload();
      assertEquals(address, page.awaitAddress());
      ChatPage other = new ChatPage(context, kept("somebody-else"));
      assertNotEquals(address, other.awaitAddress());
      page.assertNoComplaints();
    }
  }

  @Test
  void aMessageThatCameWhileTheTabWasClosedIsThereWhenItOpens() {
    try (BrowserContext context = demo.profile()) {
      ChatPage first = new ChatPage(context, kept("me"));
      String address = first.awaitAddress();
      first.vanish();
      ChatPage peer = new ChatPage(context, demo.url());
      peer.awaitAddress();
      awaitOnly(peer);
      peer.send(address, "for later");
      peer.awaitAtGateway();
      ChatPage second = new ChatPage(context, kept("me"));
      assertEquals(List.of("for later"), second.awaitReceived(1));
      assertEquals(address, second.awaitAddress());
      second.assertNoComplaints();
    }
  }

  @Test
  void aCrashedTabLeavesItsStorageFreeAndItsMessageGoesOn() {
    try (BrowserContext context = demo.profile();
        BrowserContext elsewhere = demo.profile()) {
      ChatPage peer = new ChatPage(elsewhere, demo.url());
      String peerAddress = peer.awaitAddress();
      ChatPage first = new ChatPage(context, kept("me"));
      String address = first.awaitAddress();
      first.send(peerAddress, LONG_TEXT);
      first.awaitCounterAbove("stat-real", 0);
      first.crash();
      ChatPage second = new ChatPage(context, kept("me"));
      assertEquals(address, second.awaitAddress());
      assertEquals(List.of(LONG_TEXT), peer.awaitReceived(1));
      second.assertNoComplaints();
    }
  }

  @Test
  void aSecondTabIsRefusedUntilTheFirstIsClosed() {
    try (BrowserContext context = demo.profile()) {
      ChatPage first = new ChatPage(context, kept("me"));
      String address = first.awaitAddress();
      ChatPage second = new ChatPage(context, kept("me"));
      String error = second.awaitError();
      assertTrue(error.contains("STORAGE_IN_USE"), error);
      assertTrue(error.contains("runIn: 'shared-worker'"), error);
      first.assertNoComplaints();
      first.vanish();
      second.retry();
      assertEquals(address, second.awaitAddress());
    }
  }

  @Test
  void tabsThatShareAClientKeepItsAddressOverTheirEnd() {
    String shared = kept("me") + "&runIn=shared-worker";
    try (BrowserContext context = demo.profile()) {
      ChatPage first = new ChatPage(context, shared);
      String address = first.awaitAddress();
      ChatPage second = new ChatPage(context, shared);
      assertEquals(address, second.awaitAddress());
      ChatPage peer = new ChatPage(context, demo.url());
      peer.awaitAddress();

      // The worker opened the storage, so that the tab which began can go.
      first.vanish();
      peer.send(address, "to the one that is left");
      assertEquals(List.of("to the one that is left"), second.awaitReceived(1));
      second.assertNoComplaints();

      second.vanish();
      awaitOnly(peer);
      peer.send(address, "to nobody now");
      peer.awaitAtGateway();
      ChatPage later = new ChatPage(context, shared);
      assertEquals(List.of("to nobody now"), later.awaitReceived(1));
      assertEquals(address, later.awaitAddress());
      later.assertNoComplaints();
    }
  }

  /** A gateway may hand a message to a client that is about to end, as to any other. */
  private static void awaitOnly(ChatPage page) {
    page.await(() -> demo.hasClients(1));
  }

  private static String kept(String name) {
    return demo.url() + "?keep=" + name;
  }
}
