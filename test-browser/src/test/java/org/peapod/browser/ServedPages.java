package org.peapod.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.peapod.mixnet.host.LocalMixnet;
import org.peapod.mixnet.host.LocalMixnetConfig;
import org.peapod.mixnet.host.StaticSite;
import org.peapod.mixnet.network.MixnetConfig;
import org.peapod.mixnet.node.PacketObserver;

/** A local network, and pages under the strict policy that may talk to it. */
final class ServedPages implements AutoCloseable {
  /** The built demo. */
  static final Path DEMO = Path.of("..", "demo-web", "dist");

  private final LocalMixnet mixnet;
  private final StaticSite site;

  private ServedPages(Path folder, LocalMixnetConfig config) throws IOException {
    mixnet = LocalMixnet.start(config);
    site = StaticSite.start(folder, 0, StaticSite.STRICT_CSP, mixnet.nymApi());
  }

  /** Serves a folder beside a network of the usual kind. */
  static ServedPages of(Path folder) throws IOException {
    return new ServedPages(folder, LocalMixnetConfig.of(MixnetConfig.STANDARD));
  }

  /** The same with somebody who watches the network. */
  static ServedPages watched(Path folder, PacketObserver observer) throws IOException {
    return new ServedPages(
        folder, LocalMixnetConfig.of(MixnetConfig.STANDARD).withObserver(observer));
  }

  /** Where the pages are; ends with a slash. */
  String url() {
    return site.url();
  }

  LocalMixnet mixnet() {
    return mixnet;
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
    site.close();
    mixnet.close();
  }
}
