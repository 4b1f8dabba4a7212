package org.peapod.message;

import org.peapod.bytes.Fault;

/** Rules of chapter 2 that received bytes can break, one constant per rule. */
public enum MessageFault implements Fault {
  /** Section 4.4: fewer than 7 bytes, or fewer than 10 with a link. */
  FRAGMENT_TOO_SHORT("a fragment is shorter than its header of 7 or, with a link, 10 bytes"),
  /** Section 4.4: the top bit in front of a set id. */
  FRAGMENT_FLAG_MISSING("the bit in front of a set id of a fragment header is not set"),
  /** Section 4.4: total at least 1, position in 1 … total. */
  FRAGMENT_POSITION_INVALID("a fragment's position is not in 1 … number of fragments"),
  /** Section 4.4: only the first fragment, or number 255 of 255, may be linked. */
  FRAGMENT_LINK_MISPLACED("a fragment is linked that is neither first nor 255 of 255"),
  /** Section 4.4: ids are positive, a set is not linked to itself. */
  FRAGMENT_SET_ID_INVALID("a set id is zero, or a set is linked to itself"),
  /** Section 4.4: a fragment identifier is 5 bytes with the top bit clear. */
  FRAGMENT_ID_INVALID("a fragment identifier is not 5 bytes with the top bit clear"),
  /** Section 4.5: all fragments of a set agree on how many there are. */
  SET_TOTAL_DIFFERS("a fragment names another number of fragments than its set"),
  /** Section 4.5: the links of neighbouring sets name each other. */
  SET_LINK_ONE_SIDED("two sets of a message do not name each other as neighbours"),
  /** Section 4.5: the sets of a message have a first and a last one. */
  SET_LINKS_IN_CIRCLE("the sets of a message form a circle"),
  /** Own limit: there is no room even after all other sets were given up. */
  REASSEMBLY_FULL("a fragment does not fit into the memory for incomplete messages"),
  /** Section 4.1: the padding begins with a byte 1. */
  PADDING_MARKER_MISSING("a padded message holds no byte 1 where its padding begins"),
  /** Sections 3 and 4.1: a message has at least one byte. */
  MESSAGE_EMPTY("a message has no byte"),
  /** Section 3: types 0 to 2. */
  MESSAGE_TYPE_UNKNOWN("a message's type is not plain, repliable or reply"),
  /** Section 3: repliable content tags 0 to 5, reply content tags 0 and 1. */
  CONTENT_TAG_UNKNOWN("a message's content tag is unknown"),
  /** Section 3: a body that ends within its fixed fields. */
  MESSAGE_TOO_SHORT("a message ends within its fixed fields"),
  /** Section 3: rotation byte 0 to 2. */
  KEY_ROTATION_INVALID("a key rotation byte is not 0, 1 or 2"),
  /** Section 3: as many SURBs as announced, at most the limit of this client. */
  SURBS_TOO_MANY("a message announces more reply SURBs than it holds or than are accepted"),
  /** Section 3: key material for 1 to 5 hops. */
  SURB_HOPS_INVALID("a reply SURB does not have key material for 1 to 5 hops"),
  /** Sections 2.3 and 3: address form 4 or 6. */
  FIRST_HOP_INVALID("a first hop is not a node address of form 4 or 6"),
  /** Section 3: a SURB request is 100 bytes with a valid client address. */
  SURB_REQUEST_INVALID("a SURB request is not a client address and a number"),
  /** Section 11: a delivered blob has one of five lengths. */
  BLOB_LENGTH_UNKNOWN("a delivered blob has none of the lengths of this network"),
  /** Section 6: an ack payload is 21 bytes and decrypts to a fragment identifier. */
  ACK_INVALID("an acknowledgement does not decrypt to a fragment identifier"),
  /** Section 6: a plaintext begins with an ack block of 405 bytes. */
  ACK_BLOCK_INVALID("a plaintext does not begin with a first hop and an ack packet"),
  /** Section 9.1: packet type 0. */
  PACKET_TYPE_UNKNOWN("a packet's type is not Sphinx"),
  /** Section 9.1: the packet has one of the five lengths. */
  PACKET_LENGTH_UNKNOWN("a packet has none of the lengths of this network"),
  /** Section 12: the length, the JSON and its mimeType. */
  ENVELOPE_INVALID("a payload has no MIME envelope: length, JSON with mimeType, content");

  private final String explanation;

  MessageFault(String explanation) {
    this.explanation = explanation;
  }

  @Override
  public String explanation() {
    return explanation;
  }
}
