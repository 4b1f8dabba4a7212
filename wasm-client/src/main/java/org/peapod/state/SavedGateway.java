package org.peapod.state;

import org.peapod.address.NodeIdentity;
import org.peapod.bytes.Utf8;
import org.peapod.gateway.SharedKey;

/**
 * One registration at a gateway (chapter 3, 3.5 and 3.6).
 *
 * @param gateway whose it is
 * @param sharedKey agreed at the registration; by reference
 * @param lastTimestamp seconds since 1970 of the last authentication begun, 0 … 2^53; the gateway
 *     refuses one that is not later
 * @param listener URL that worked last, at most 512 bytes; empty when none did
 */
public record SavedGateway(
    NodeIdentity gateway, SharedKey sharedKey, long lastTimestamp, String listener) {
  static final long LATEST = 1L << 53;

  /** Refuses what cannot be stored. */
  public SavedGateway {
    if (gateway == null || sharedKey == null || lastTimestamp < 0 || lastTimestamp > LATEST) {
      throw new IllegalArgumentException("needs a gateway, a key and a time of 0 to 2^53 s");
    }
    StateLimits.requireAtMost(
        "bytes of a listener", Utf8.encode(listener).length, StateLimits.LISTENER_LEN);
  }

  /** The same with a later time; an earlier one changes nothing. */
  SavedGateway raisedTo(long timestamp) {
    return new SavedGateway(gateway, sharedKey, Math.max(lastTimestamp, timestamp), listener);
  }

  /** Names gateway and time only. */
  @Override
  public String toString() {
    return "SavedGateway[" + gateway + ", " + lastTimestamp + "]";
  }
}
