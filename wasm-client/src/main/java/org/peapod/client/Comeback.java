package org.peapod.client;

import org.peapod.crypto.Entropy;
import org.peapod.gateway.GatewayFault;

/**
 * What follows when the connection to the gateway that must stay has ended: come back at once,
 * after a pause, or not at all (chapter 3, 3.14 to 3.16).
 */
final class Comeback {
  /** A session that lived this long makes the pauses short again (chapter 3, 3.19). */
  static final double STEADY_MS = 60_000;

  /**
   * Refusals in a row because another connection of our identity answers its gateway's ping. A
   * connection of our own that is dead is evicted at the first; so after these there is another
   * client, and to go on would be a fight.
   */
  static final int MAX_OCCUPIED = 5;

  /** Least and most milliseconds before asking again whether the other connection is gone. */
  static final double OCCUPIED_LEAST_MS = 2_000;

  static final double OCCUPIED_MOST_MS = 5_000;

  /** Gap between tries while the host says that there is no network: it might be wrong. */
  static final double OFFLINE_MS = 120_000;

  /** What to do. */
  enum Step {
    AT_ONCE,
    PAUSE,
    GIVE_UP
  }

  private final Entropy entropy;
  private final ServerClock clock;
  private final Backoff backoff;
  private boolean wasReady;
  private boolean offline;
  private boolean corrected;
  private boolean up;
  private double readySinceMs;
  private int occupied;

  Comeback(Entropy entropy, ServerClock clock) {
    this.entropy = entropy;
    this.clock = clock;
    this.backoff = new Backoff(entropy);
  }

  void succeeded(double nowMs) {
    wasReady = true;
    offline = false;
    corrected = false;
    up = true;
    readySinceMs = nowMs;
    occupied = 0;
  }

  void offline() {
    offline = true;
  }

  void online() {
    offline = false;
    backoff.reset();
  }

  boolean isOffline() {
    return offline;
  }

  /**
   * The step after a connection has ended.
   *
   * @param hadKey whether the connection was made with a shared key
   */
  Step after(GatewayFault fault, boolean hadKey) {
    if (fault == GatewayFault.ALREADY_CONNECTED) {
      occupied++;
      return occupied >= MAX_OCCUPIED ? Step.GIVE_UP : Step.PAUSE;
    }
    if (fault == GatewayFault.CLOCK_SKEWED) {
      return afterSkew();
    }
    if (fault.reaction().forgetsKey() && hadKey) {
      return Step.AT_ONCE;
    }
    boolean hopeless = !fault.reaction().isRetryable() && fault != GatewayFault.CLOSED;
    return hopeless && !wasReady ? Step.GIVE_UP : Step.PAUSE;
  }

  private Step afterSkew() {
    boolean another = clock.refused();
    if (another && !corrected) {
      corrected = true;
      return Step.AT_ONCE;
    }
    return wasReady ? Step.PAUSE : Step.GIVE_UP;
  }

  /** How long to wait; a time without network and a gateway that is occupied do not count. */
  double pauseMs(double nowMs, GatewayFault fault) {
    if (up && nowMs - readySinceMs >= STEADY_MS) {
      backoff.reset();
    }
    up = false;
    if (offline) {
      return OFFLINE_MS;
    }
    if (fault == GatewayFault.ALREADY_CONNECTED) {
      return OCCUPIED_LEAST_MS + (OCCUPIED_MOST_MS - OCCUPIED_LEAST_MS) * entropy.unit();
    }
    return backoff.next();
  }
}
