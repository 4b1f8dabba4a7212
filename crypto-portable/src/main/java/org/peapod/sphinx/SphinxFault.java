package org.peapod.sphinx;

import org.peapod.bytes.Fault;

/** What can be wrong with a packet or a SURB (chapter 1, section 12). */
public enum SphinxFault implements Fault {
  /** Fewer than 365 bytes. */
  PACKET_TOO_SHORT("a Sphinx packet has at least 365 bytes"),
  /** The header's MAC is not the one of its routing information. */
  WRONG_MAC("the header's MAC does not fit its routing information and this node's key"),
  /** The routing flag is neither 1 nor 2. */
  UNKNOWN_ROUTING_FLAG("the routing flag must be 1 (forward) or 2 (final)"),
  /** No more than 32 payload bytes, which the wide-block cipher cannot process. */
  PAYLOAD_TOO_SHORT("a payload has more than 32 bytes"),
  /** The 16 bytes before the message are not zero: the payload was altered. */
  PAYLOAD_ALTERED("the payload must begin with 16 zero bytes once it is decrypted"),
  /** No byte 01 marks the end of the message. */
  PAYLOAD_WITHOUT_END("a byte 01 must end the message in the payload"),
  /** Fewer than 396 bytes. */
  SURB_TOO_SHORT("a SURB has at least 396 bytes"),
  /** The keys are neither whole seeds nor whole payload keys. */
  SURB_KEYS_CUT("a SURB's keys must be seeds of 16 or keys of 192 bytes each"),
  /** More keys than a route has hops. */
  SURB_TOO_MANY_KEYS("a SURB has at most 5 keys");

  private final String explanation;

  SphinxFault(String explanation) {
    this.explanation = explanation;
  }

  @Override
  public String explanation() {
    return explanation;
  }
}
