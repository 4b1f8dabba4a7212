package org.peapod.message;

/** The type and content bytes of messages (chapter 2, section 3). */
final class MessageProtocol {
  static final int PLAIN = 0;
  static final int REPLIABLE = 1;
  static final int REPLY = 2;

  /** Content tags 0 to 2 are the first encoding of the three purposes, 3 to 5 the second. */
  static final int V2_TAGS_FROM = 3;

  static final int REPLIABLE_TAGS = 6;
  static final int REPLY_DATA = 0;
  static final int SURB_REQUEST = 1;

  /** Type, sender tag, content tag, count, hops and rotation of the second encoding. */
  static final int REPLIABLE_PREFIX_LEN = 1 + NymMessage.SENDER_TAG_LEN + 1 + 4;

  /** Type, content tag, address and amount. */
  static final int SURB_REQUEST_LEN = 2 + NymMessage.CLIENT_ADDRESS_LEN + 4;

  private MessageProtocol() {}
}
