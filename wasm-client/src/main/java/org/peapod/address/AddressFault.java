package org.peapod.address;

import org.peapod.bytes.Fault;

/** What can be wrong with an address, an identity, a sender tag or an IP text. */
public enum AddressFault implements Fault {
  /** A byte string of another length than its kind has. */
  WRONG_LENGTH("the byte string does not have the length of its kind"),
  /** Not base58, or base58 of another number of bytes. */
  BAD_BASE58("the text is not the base58 form of the expected number of bytes"),
  /** An identity key that is no point of the curve. */
  NOT_A_POINT("the identity is not a point of the ed25519 curve"),
  /** Not exactly one at sign between client and gateway. */
  BAD_GATEWAY_SEPARATOR("expected exactly one @ between the client's keys and its gateway"),
  /** Not exactly one dot between identity and encryption key. */
  BAD_KEY_SEPARATOR("expected exactly one . between the identity and the encryption key"),
  /** A node address of no bytes, or cut off. */
  NODE_ADDRESS_TOO_SHORT("a node address needs 7 bytes for IPv4 and 19 bytes for IPv6"),
  /** A node address of an unknown family. */
  UNKNOWN_NODE_ADDRESS_TYPE("a node address begins with 4 or 6"),
  /** Not an IPv4 or IPv6 address in text. */
  BAD_IP("the text is not an IPv4 or IPv6 address"),
  /** Not a port. */
  BAD_PORT("the port is not a whole number from 0 to 65535"),
  /** Not an address and a port with a colon between them. */
  BAD_HOST_AND_PORT("expected 1.2.3.4:port or [v6 address]:port");

  private final String explanation;

  AddressFault(String explanation) {
    this.explanation = explanation;
  }

  @Override
  public String explanation() {
    return explanation;
  }
}
