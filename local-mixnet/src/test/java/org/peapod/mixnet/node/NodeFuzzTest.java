package org.peapod.mixnet.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.peapod.gateway.SharedKey;

/** Whatever other nodes and clients send is counted or answered, never thrown at. */
class NodeFuzzTest {
  @FuzzTest
  void framedPacketsAreReadOrRefused(byte[] bytes) {
    if (bytes != null && FramedPacket.parse(bytes).isOk()) {
      assertTrue(FramedPacket.parse(bytes).value().packet().length >= 386);
    }
  }

  @FuzzTest
  @ValueSource(
      strings = {
        "{\"type\":\"handshakePayload\",\"data\":[1]}",
        "{\"type\":\"encryptedRequest\",\"ciphertext\":[],\"nonce\":[]}",
        "{\"type\":\"authenticateV2\",\"nonce\":\"====\"}",
      })
  void textsAreAnsweredInEveryPhase(String text) {
    if (text == null) {
      return;
    }
    GatewayHarness harness = new GatewayHarness();
    harness.open(1);
    harness.text(1, text);
    harness.open(2);
    SharedKey key = harness.register(2, harness.client);
    harness.take();
    harness.text(2, text);
    harness.binary(2, harness.forwardFrame(key, org.peapod.sphinx.PacketSize.ACK));
    assertEquals(2, harness.texts(2).size());
  }
}
