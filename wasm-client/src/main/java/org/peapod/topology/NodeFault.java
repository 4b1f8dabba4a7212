package org.peapod.topology;

import org.peapod.bytes.Fault;

/** Why one listed node is dropped; the rest of its document is kept (chapter 4, 4.4.2). */
public enum NodeFault implements Fault {
  /** The id is not a number of 32 bits. */
  BAD_NODE_ID("node_id is not a whole number of 32 bits"),
  /** The identity is not the base58 form of a curve point. */
  BAD_IDENTITY("the identity key is not the base58 form of a point of the curve"),
  /** There is no IP address. */
  NO_IP_ADDRESS("the node has no IP address"),
  /** Some IP address is malformed. */
  BAD_IP_ADDRESS("an IP address is malformed"),
  /** Some port is missing or not a number of 16 bits. */
  BAD_PORT("a port is missing or not a whole number of 16 bits"),
  /** The Sphinx key is not base58 of 32 bytes, not on the curve, or of low order. */
  BAD_SPHINX_KEY("the Sphinx key is not the base58 form of an ordinary X25519 key"),
  /** The role in this epoch is missing or unknown. */
  BAD_ROLE("the epoch role is missing or unknown"),
  /** The declared roles are no truth values. */
  BAD_SUPPORTED_ROLES("supported_roles is not an object of truth values"),
  /** The entry part is malformed. */
  BAD_ENTRY("entry is neither null nor a well-formed object"),
  /** The performance is no decimal text from 0 to 1. */
  BAD_PERFORMANCE("performance is not a decimal text from 0 to 1 with at most 18 decimals");

  private final String explanation;

  NodeFault(String explanation) {
    this.explanation = explanation;
  }

  @Override
  public String explanation() {
    return explanation;
  }
}
