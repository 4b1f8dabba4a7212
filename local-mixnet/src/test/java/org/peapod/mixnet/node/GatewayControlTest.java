package org.peapod.mixnet.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.peapod.gateway.GatewayResponse;
import org.peapod.gateway.SharedKey;
import org.peapod.sphinx.PacketSize;

/** What whoever runs a gateway can do to it. */
class GatewayControlTest {
  private final GatewayHarness harness = new GatewayHarness();

  @Test
  void clientIsFoundByItsIdentityWhileItIsLive() {
    byte[] identity = harness.client.publicKey();
    assertEquals(0, harness.gateway.connectionOf(identity));
    harness.open(1);
    harness.register(1, harness.client);
    assertEquals(1, harness.gateway.connectionOf(identity));
    harness.gateway.closed(harness.now(), 1);
    assertEquals(0, harness.gateway.connectionOf(identity));
  }

  @Test
  void bandwidthIsGoneAndRefusedUntilItIsGivenAgain() {
    harness.open(1);
    SharedKey key = harness.register(1, harness.client);
    harness.send(1, GatewayHarness.CLAIM);
    harness.take();

    harness.gateway.refuseBandwidth(true);
    harness.binary(1, harness.forwardFrame(key, PacketSize.ACK));
    assertTrue(harness.only(1) instanceof GatewayResponse.OutOfBandwidth);
    harness.take();
    harness.send(1, GatewayHarness.CLAIM);
    assertEquals(1, harness.errors(1).size());
    harness.take();

    harness.gateway.refuseBandwidth(false);
    harness.send(1, GatewayHarness.CLAIM);
    assertTrue(harness.only(1) instanceof GatewayResponse.Bandwidth);
    harness.take();
    harness.binary(1, harness.forwardFrame(key, PacketSize.ACK));
    assertEquals(1, harness.packets().size());
  }
}
