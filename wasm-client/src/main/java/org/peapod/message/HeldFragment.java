package org.peapod.message;

/**
 * A fragment of a message received in part.
 *
 * @param setId the set it belongs to
 * @param receivedMs when a fragment of its set came last, which the set expires by; monotonic
 *     milliseconds
 * @param bytes header and payload; a copy
 */
public record HeldFragment(int setId, double receivedMs, byte[] bytes) {
  /** Names the set only. */
  @Override
  public String toString() {
    return "HeldFragment[" + setId + "]";
  }
}
