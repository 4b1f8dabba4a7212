package org.peapod.browser;

import com.microsoft.playwright.BrowserContext;
import java.io.IOException;

/** The built demo, a local network and the system's Chromium. */
final class DemoInChromium implements AutoCloseable {
  private static final int WIDTH = 1200;
  private static final int HEIGHT = 820;

  private final ServedPages demo;
  private final Chromium chromium;

  private DemoInChromium() throws IOException {
    demo = ServedPages.of(ServedPages.DEMO);
    chromium = new Chromium();
  }

  /** Starts all of it. */
  static DemoInChromium start() throws IOException {
    return new DemoInChromium();
  }

  /** Where the demo is. */
  String url() {
    return demo.url();
  }

  /** A browser without a past; its tabs share workers, and nothing with those of others. */
  BrowserContext profile() {
    return chromium.profile(WIDTH, HEIGHT);
  }

  /** Whether just so many clients are connected now. */
  boolean hasClients(int count) {
    return demo.hasClients(count);
  }

  @Override
  public void close() throws IOException {
    chromium.close();
    demo.close();
  }
}
