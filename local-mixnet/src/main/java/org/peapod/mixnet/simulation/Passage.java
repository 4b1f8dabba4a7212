package org.peapod.mixnet.simulation;

/**
 * The way of one packet from the client that handed it in to the one whom it is for.
 *
 * @param sender {@link PacketTrail#name} of the sender's identity
 * @param recipient the same of the recipient's
 * @param enteredMs when it was handed in
 */
record Passage(long sender, long recipient, double enteredMs) {
  /** Whether it carries a fragment; a packet to its own sender is cover. */
  boolean isReal() {
    return sender != recipient;
  }
}
