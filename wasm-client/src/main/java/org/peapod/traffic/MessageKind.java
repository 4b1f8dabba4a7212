package org.peapod.traffic;

/**
 * What a message is for, which decides its lane and how often one of its packets is sent again
 * (chapter 5, A3 and A7).
 */
public enum MessageKind {
  /** Data of the application to an address, with or without reply SURBs. */
  DATA(TrafficConfig.UNLIMITED),
  /** Data of the application that travels on reply SURBs. */
  REPLY(MessageKind.REPEATS_WITH_SURBS),
  /** Asks an anonymous sender for more SURBs. */
  SURB_REQUEST(MessageKind.REPEATS_WITH_SURBS),
  /** Answers such a request. */
  ADDITIONAL_SURBS(TrafficConfig.UNLIMITED),
  /** Looks whether a node forwards; a lost packet is the answer sought, so none is sent again. */
  NODE_TEST(0);

  /** Each repetition costs the peer one more of its SURBs. */
  static final int REPEATS_WITH_SURBS = 10;

  private final int maxRepeats;

  MessageKind(int maxRepeats) {
    this.maxRepeats = maxRepeats;
  }

  /** How often one packet is sent again at most; the configured maximum holds besides. */
  public int maxRepeats() {
    return maxRepeats;
  }

  /** Whether the application waits for it, and not only the exchange of SURBs or a test. */
  boolean isOfApplication() {
    return this == DATA || this == REPLY;
  }
}
