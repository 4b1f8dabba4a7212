package org.peapod.sphinx;

/**
 * One hop of a route.
 *
 * @param address 32 bytes, as they stand in the routing information (chapter 2, section 2.3)
 * @param publicKey the node's x25519 key, 32 bytes
 */
public record SphinxHop(byte[] address, byte[] publicKey) {}
