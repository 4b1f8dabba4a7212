package org.peapod.gateway;

/**
 * The client's view of its balance in bytes at the gateway (3.12): the last reported amount less
 * what is on its way. Replies come in order, so the view is exact.
 */
final class Balance {
  /** A claim that leaves less than the largest packet was no claim. */
  private static final long LEAST_USEFUL = 33_133;

  private long reported;
  private long inFlight;
  private long claimBelow = GatewayProtocol.CLAIM_THRESHOLD;

  Balance(long reported) {
    report(reported);
  }

  /** Amounts are signed on the wire; a debt is as good as nothing. */
  void report(long amount) {
    reported = Math.max(0, amount);
  }

  /**
   * A claim was answered. A gateway that grants less than the threshold is not asked again at once,
   * but when half of it is spent.
   */
  void reportClaimed(long amount) {
    report(amount);
    claimBelow = Math.min(GatewayProtocol.CLAIM_THRESHOLD, reported / 2);
  }

  void spend(int cost) {
    inFlight += cost;
  }

  void settle(int cost) {
    inFlight -= cost;
  }

  long reported() {
    return reported;
  }

  long inFlight() {
    return inFlight;
  }

  boolean covers(int cost) {
    return reported - inFlight >= cost;
  }

  boolean isLow() {
    return reported - inFlight < claimBelow;
  }

  boolean isUseless() {
    return reported < LEAST_USEFUL;
  }
}
