package org.peapod.gateway;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Keys keep to themselves and to their order of use. */
final class GatewayKeysTest {
  private static final SharedKey KEY = SharedKey.fromBytes(Wire.filled(32, 3));

  @Test
  void sharedKeyNeitherShowsItselfNorWorksAfterWiping() {
    byte[] bytes = Wire.filled(32, 0x41);
    SharedKey key = SharedKey.fromBytes(bytes);
    assertFalse(key.toString().contains("4141") || key.toString().contains("AAAA"));
    assertFalse(new GatewayOutput.Registered(key).toString().contains("4141"));
    SharedKey copy = key.copy();
    assertTrue(copy.isSame(key));
    key.wipe();
    assertThrows(IllegalStateException.class, key::toBytes);
    assertThrows(IllegalStateException.class, () -> key.seal(new byte[12], bytes));
    assertArrayEquals(bytes, copy.toBytes());
    assertNull(copy.open(new byte[12], new byte[15]));
  }

  @Test
  void handshakeStepsOutOfOrderAreFaults() {
    ClientKeys keys = ClientKeys.fromSeed(Wire.CLIENT_SEED);
    Handshake ours = new Handshake(keys, Wire.gatewayIdentity(), new ScriptedEntropy());
    HandshakeResponder theirs =
        new HandshakeResponder(Wire.GATEWAY_SEED, new ScriptedEntropy(Wire.filled(32, 11)));
    assertNull(theirs.clientIdentity());
    GatewayFault order = GatewayFault.HANDSHAKE_OUT_OF_ORDER;
    assertEquals(order, ours.onFinalization(new byte[] {1}).fault());
    assertEquals(order, theirs.onMaterial(new byte[92]).fault());
    byte[] m2 = theirs.onInit(ours.init()).value();
    assertEquals(order, theirs.onInit(ours.init()).fault());
    assertTrue(ours.onGatewayMaterial(m2).isOk());
    assertEquals(order, ours.onGatewayMaterial(m2).fault());
    ours.wipe();
    assertEquals(order, ours.onGatewayMaterial(m2).fault());
    assertEquals(order, ours.onFinalization(new byte[] {1}).fault());
    theirs.wipe();
    assertEquals(order, theirs.onInit(ours.init()).fault());
    HandshakeResponder unused = new HandshakeResponder(Wire.GATEWAY_SEED, new ScriptedEntropy());
    unused.wipe();
    assertEquals(order, unused.onInit(ours.init()).fault());
  }

  @Test
  void proofWithAnotherNonceLengthProvesNothing() {
    AuthenticateV2 proof =
        AuthenticateV2.create(ClientKeys.fromSeed(new byte[32]), KEY, 6, 1, new ScriptedEntropy());
    assertTrue(proof.provesKey(KEY));
    AuthenticateV2 shortNonce =
        new AuthenticateV2(
            6,
            proof.clientIdentity(),
            proof.addressCiphertext(),
            new byte[11],
            1,
            proof.signature());
    assertFalse(shortNonce.provesKey(KEY));
    assertFalse(shortNonce.hasValidSignature());
  }
}
