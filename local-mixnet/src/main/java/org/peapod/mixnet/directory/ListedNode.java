package org.peapod.mixnet.directory;

/**
 * What the directory says about one node.
 *
 * @param nodeId number that joins node pages and rewarded set, unsigned 32 bits
 * @param identity base58 of the 32-byte ed25519 identity key
 * @param ip where the node takes packets, and clients where it is a gateway
 * @param mixPort where the node takes packets
 * @param sphinxKey base58 of the 32-byte X25519 key of the current rotation
 * @param role the place in the rewarded set
 * @param declaresMixing whether the node declares that it mixes
 * @param declaresExit whether the node declares both exit functions
 * @param wsPort where clients connect, or 0 for a node that declares no entry
 * @param performance decimal text in 0 … 1
 */
@SuppressWarnings("ParameterNumber")
public record ListedNode(
    long nodeId,
    String identity,
    String ip,
    int mixPort,
    String sphinxKey,
    NodeRole role,
    boolean declaresMixing,
    boolean declaresExit,
    int wsPort,
    String performance) {

  /** Whether the node declares that clients may enter here. */
  public boolean declaresEntry() {
    return wsPort != 0;
  }
}
