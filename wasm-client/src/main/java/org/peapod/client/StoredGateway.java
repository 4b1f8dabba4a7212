package org.peapod.client;

import org.peapod.address.NodeIdentity;
import org.peapod.gateway.SharedKey;

/**
 * A registration at a gateway, as it outlives the client: with it the address stays the same
 * (chapter 3, 3.6).
 *
 * @param identity the gateway, part of the address
 * @param key the shared key; {@code null} to register again with the same identity
 * @param lastTimestamp the highest time, in Unix seconds, that the gateway may have seen
 * @param listener the URL that worked last, tried first and used when the gateway is not listed; or
 *     {@code null}
 */
public record StoredGateway(
    NodeIdentity identity, SharedKey key, long lastTimestamp, String listener) {
  /** Whether a client with this configuration may use it: no other gateway is asked for. */
  boolean suits(ClientConfig config) {
    return config.gateway() == null || config.gateway().equals(identity.toString());
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "gateway " + identity + " at " + listener;
  }
}
