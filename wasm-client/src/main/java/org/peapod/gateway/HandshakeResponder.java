package org.peapod.gateway;

import java.util.Arrays;
import org.peapod.bytes.ByteWriter;
import org.peapod.bytes.Result;
import org.peapod.crypto.Ed25519;
import org.peapod.crypto.Entropy;

/**
 * The gateway's end of one registration handshake (3.5). Gives a key only to a client that holds
 * the identity that it named.
 */
public final class HandshakeResponder {
  private final ClientKeys identity;
  private final Entropy entropy;
  private byte[] clientIdentity;
  private byte[] clientKey;
  private HandshakeKeys ephemeral;
  private SharedKey candidate;
  private boolean wiped;

  /** A handshake of the gateway with this 32-byte identity seed. */
  public HandshakeResponder(byte[] gatewaySeed, Entropy entropy) {
    this.identity = ClientKeys.fromSeed(gatewaySeed);
    this.entropy = entropy;
  }

  /** Checks message 1 and gives message 2, 124 bytes. */
  public Result<byte[]> onInit(byte[] message) {
    if (ephemeral != null || wiped) {
      return Result.fault(GatewayFault.HANDSHAKE_OUT_OF_ORDER);
    }
    if (message.length != GatewayProtocol.INIT_LEN) {
      return Result.fault(GatewayFault.INIT_LENGTH_INVALID);
    }
    byte[] named = Arrays.copyOf(message, GatewayProtocol.KEY_LEN);
    if (!Ed25519.isPoint(named)) {
      return Result.fault(GatewayFault.IDENTITY_INVALID);
    }
    int saltOff = 2 * GatewayProtocol.KEY_LEN;
    clientIdentity = named;
    clientKey = Arrays.copyOfRange(message, GatewayProtocol.KEY_LEN, saltOff);
    ephemeral = new HandshakeKeys(entropy);
    Result<SharedKey> agreed =
        ephemeral.agree(clientKey, Arrays.copyOfRange(message, saltOff, message.length));
    if (agreed.isFault()) {
      return agreed.castFault();
    }
    candidate = agreed.value();
    byte[] nonce = entropy.bytes(GatewayProtocol.NONCE_LEN);
    return Result.ok(
        new ByteWriter(GatewayProtocol.GATEWAY_MATERIAL_LEN)
            .bytes(ephemeral.publicKey())
            .bytes(candidate.sealSignature(nonce, identity.sign(ephemeral.toSign(clientKey))))
            .finish());
  }

  /** Checks message 3 and gives the key, which is now the caller's to wipe. */
  public Result<SharedKey> onMaterial(byte[] message) {
    if (candidate == null) {
      return Result.fault(GatewayFault.HANDSHAKE_OUT_OF_ORDER);
    }
    if (message.length != GatewayProtocol.CLIENT_MATERIAL_LEN) {
      return Result.fault(GatewayFault.MATERIAL_LENGTH_INVALID);
    }
    GatewayFault broken = ephemeral.check(candidate, clientIdentity, clientKey, message, 0);
    if (broken != null) {
      return Result.fault(broken);
    }
    SharedKey key = candidate.copy();
    wipe();
    return Result.ok(key);
  }

  /** Message 4 after success, 1 byte. */
  public static byte[] finalization() {
    return new byte[] {GatewayProtocol.FINALIZATION_SUCCESS};
  }

  /** The identity that the client named in message 1, 32 bytes; {@code null} before. */
  public byte[] clientIdentity() {
    return clientIdentity == null ? null : clientIdentity.clone();
  }

  /** Overwrites all secrets of this handshake. */
  public void wipe() {
    wiped = true;
    identity.wipe();
    if (ephemeral != null) {
      ephemeral.wipe();
    }
    if (candidate != null) {
      candidate.wipe();
      candidate = null;
    }
  }
}
