package org.peapod.client;

import java.util.ArrayList;
import java.util.List;
import org.peapod.address.NodeIdentity;
import org.peapod.crypto.Entropy;
import org.peapod.gateway.ClientKeys;
import org.peapod.gateway.GatewayFault;
import org.peapod.gateway.GatewaySession;
import org.peapod.gateway.SharedKey;
import org.peapod.topology.GatewayChoice;
import org.peapod.topology.RoutingNode;

/** One gateway of ours: where it listens, the shared key, and when we last authenticated. */
final class Registration {
  private final NodeIdentity gateway;
  private final boolean requireTls;

  /** The URL from the store, or {@code null}; tried even when the gateway is not listed. */
  private final String storedUrl;

  private List<String> urls = new ArrayList<>();
  private int urlIndex;
  private int triedUrls;
  private SharedKey key;
  private long lastTimestamp;

  private Registration(NodeIdentity gateway, boolean requireTls, String storedUrl) {
    this.gateway = gateway;
    this.requireTls = requireTls;
    boolean fits = storedUrl != null && (!requireTls || storedUrl.startsWith("wss://"));
    this.storedUrl = fits ? storedUrl : null;
    if (fits) {
      urls.add(storedUrl);
    }
  }

  /** With a gateway that does not know us yet. */
  static Registration with(RoutingNode node, boolean requireTls) {
    Registration fresh = new Registration(node.identity(), requireTls, null);
    fresh.listed(node);
    return fresh;
  }

  /** From the store; the key is copied. */
  static Registration of(StoredGateway stored, boolean requireTls) {
    Registration kept = new Registration(stored.identity(), requireTls, stored.listener());
    kept.key = stored.key() == null ? null : stored.key().copy();
    kept.lastTimestamp = stored.lastTimestamp();
    return kept;
  }

  NodeIdentity gateway() {
    return gateway;
  }

  /** A newer listing of the gateway; the URL in use stays first as long as it is listed. */
  void listed(RoutingNode node) {
    List<String> fresh = GatewayChoice.listenerUrls(node, requireTls);
    if (fresh.isEmpty()) {
      return;
    }
    String inUse = urls.isEmpty() ? null : url();
    if (storedUrl != null && !fresh.contains(storedUrl)) {
      fresh.add(storedUrl);
    }
    urls = fresh;
    urlIndex = Math.max(0, urls.indexOf(inUse));
  }

  boolean hasUrl() {
    return !urls.isEmpty();
  }

  boolean hasKey() {
    return key != null;
  }

  /** Where to connect now. */
  String url() {
    return urls.get(urlIndex % urls.size());
  }

  GatewaySession session(ClientKeys keys, Entropy entropy) {
    return new GatewaySession(keys, gateway.toBytes(), key, lastTimestamp, entropy);
  }

  /** The gateway knows us from now on. */
  void registered(SharedKey newKey) {
    wipe();
    key = newKey;
  }

  /** A connection ended: the next one goes to the next URL, and without a key that was refused. */
  void ended(GatewaySession session, GatewayFault fault) {
    urlIndex = (urlIndex + 1) % urls.size();
    triedUrls++;
    // Where a time was refused as skewed, those before it are forgotten, too: they came from the
    // same clock, that of a registration for instance, and to stay above them would be refused.
    lastTimestamp = fault == GatewayFault.CLOCK_SKEWED ? 0 : session.lastTimestamp();
    if (fault.reaction().forgetsKey()) {
      wipe();
    }
  }

  /** Whether a gateway that could not be reached has a URL that was not tried yet. */
  boolean hasAnotherWay(GatewayFault fault) {
    boolean unreached =
        fault == GatewayFault.SOCKET_CLOSED || fault == GatewayFault.CONNECT_TIMED_OUT;
    return unreached && triedUrls < urls.size();
  }

  /**
   * What to store; the key is a copy.
   *
   * @param sessionTimestamp what the session that is up has authenticated with, or less
   */
  StoredGateway stored(long sessionTimestamp) {
    SharedKey copy = key == null ? null : key.copy();
    long latest = Math.max(lastTimestamp, sessionTimestamp);
    return new StoredGateway(gateway, copy, latest, url());
  }

  void wipe() {
    if (key != null) {
      key.wipe();
      key = null;
    }
  }
}
