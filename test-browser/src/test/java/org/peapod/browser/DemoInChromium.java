package org.peapod.browser;

import com.microsoft.playwright.BrowserContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.peapod.mixnet.host.LocalMixnet;
import org.peapod.mixnet.host.LocalMixnetConfig;
import org.peapod.mixnet.host.StaticSite;
import org.peapod.mixnet.network.MixnetConfig;

/** The built demo under the strict policy, a local network and the system's Chromium. */
final class DemoInChromium implements AutoCloseable {
  private static final Path DEMO = Path.of("..", "demo-web", "dist");
  private static final int WIDTH = 1200;
  private static final int HEIGHT = 820;

  private final LocalMixnet mixnet;
  private final StaticSite site;
  private final Chromium chromium;

  private DemoInChromium() throws IOException {
    mixnet = LocalMixnet.start(LocalMixnetConfig.of(MixnetConfig.STANDARD));
    site = StaticSite.start(DEMO, 0, StaticSite.STRICT_CSP, mixnet.nymApi());
    chromium = new Chromium();
  }

  /** Starts all of it. */
  static DemoInChromium start() throws IOException {
    return new DemoInChromium();
  }

  /** Where the demo is. */
  String url() {
    return site.url();
  }

  /** A browser without a past; its tabs share workers, and nothing with those of others. */
  BrowserContext profile() {
    return chromium.profile(WIDTH, HEIGHT);
  }

  /** Whether just so many clients are connected now. */
  boolean hasClients(int count) {
    try {
      return mixnet.stats().liveClients() == count;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Override
  public void close() throws IOException {
    chromium.close();
    site.close();
    mixnet.close();
  }
}
