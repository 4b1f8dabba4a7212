package org.peapod.topology;

import org.peapod.address.NodeAddress;
import org.peapod.address.NodeIdentity;
import org.peapod.sphinx.SphinxHop;

/**
 * One usable node: its keys are points of their curves and it has an address (chapter 4, 4.5).
 *
 * @param nodeId the contract's number of the node, 32 bits unsigned
 * @param mixHost where it takes packets
 * @param identity its ed25519 key, by which recipients name it
 * @param hop its address padded to 32 bytes and its x25519 key of this rotation
 * @param entry how clients reach it, or {@code null} when it takes none
 * @param roles what it declares
 * @param performance whole percent, rounded down; 100 where the source does not say
 */
public record RoutingNode(
    long nodeId,
    NodeAddress mixHost,
    NodeIdentity identity,
    SphinxHop hop,
    GatewayEntry entry,
    DeclaredRoles roles,
    int performance) {

  /** The same with the hop made from the address and the key, 32 bytes. */
  static RoutingNode of(
      long nodeId,
      NodeAddress mixHost,
      NodeIdentity identity,
      byte[] sphinxKey,
      GatewayEntry entry,
      DeclaredRoles roles,
      int performance) {
    SphinxHop hop = new SphinxHop(mixHost.padded(NodeAddress.SPHINX_LEN), sphinxKey);
    return new RoutingNode(nodeId, mixHost, identity, hop, entry, roles, performance);
  }

  /** A copy of the x25519 key, 32 bytes. */
  public byte[] sphinxKey() {
    return hop.publicKey();
  }
}
