package org.peapod.gateway;

import java.util.Arrays;
import org.peapod.bytes.ByteWriter;
import org.peapod.bytes.Result;
import org.peapod.crypto.Entropy;

/**
 * The client's end of one registration handshake (3.5). A gateway without the secret of the
 * expected identity never gets a key out of it.
 *
 * <p>Call {@link #init}, {@link #onGatewayMaterial}, {@link #onFinalization} in this order; after a
 * fault, or when the handshake is given up, call {@link #wipe}.
 */
public final class Handshake {
  private final ClientKeys keys;
  private final byte[] gatewayIdentity;
  private final Entropy entropy;
  private final HandshakeKeys ephemeral;
  private final byte[] salt;
  private SharedKey candidate;
  private boolean wiped;

  /**
   * A handshake with fresh keys and salt.
   *
   * @param gatewayIdentity the identity that the directory names, 32 bytes
   */
  public Handshake(ClientKeys keys, byte[] gatewayIdentity, Entropy entropy) {
    if (gatewayIdentity.length != GatewayProtocol.KEY_LEN) {
      throw new IllegalArgumentException("a gateway identity has 32 bytes");
    }
    this.keys = keys;
    this.gatewayIdentity = gatewayIdentity.clone();
    this.entropy = entropy;
    this.ephemeral = new HandshakeKeys(entropy);
    this.salt = entropy.bytes(GatewayProtocol.SALT_LEN);
  }

  /** Message 1, 80 bytes. */
  public byte[] init() {
    return new ByteWriter(GatewayProtocol.INIT_LEN)
        .bytes(keys.publicKey())
        .bytes(ephemeral.publicKey())
        .bytes(salt)
        .finish();
  }

  /** Checks message 2 and gives message 3, 92 bytes. */
  public Result<byte[]> onGatewayMaterial(byte[] message) {
    if (candidate != null || wiped) {
      return Result.fault(GatewayFault.HANDSHAKE_OUT_OF_ORDER);
    }
    if (message.length != GatewayProtocol.GATEWAY_MATERIAL_LEN) {
      return Result.fault(GatewayFault.MATERIAL_LENGTH_INVALID);
    }
    byte[] gatewayKey = Arrays.copyOf(message, GatewayProtocol.KEY_LEN);
    Result<SharedKey> agreed = ephemeral.agree(gatewayKey, salt);
    if (agreed.isFault()) {
      return agreed.castFault();
    }
    GatewayFault broken =
        ephemeral.check(
            agreed.value(), gatewayIdentity, gatewayKey, message, GatewayProtocol.KEY_LEN);
    if (broken != null) {
      agreed.value().wipe();
      return Result.fault(broken);
    }
    candidate = agreed.value();
    byte[] nonce = entropy.bytes(GatewayProtocol.NONCE_LEN);
    return Result.ok(candidate.sealSignature(nonce, keys.sign(ephemeral.toSign(gatewayKey))));
  }

  /**
   * Checks message 4 and gives the key, which is now the caller's to wipe. The gateway has stored
   * it, but the registration counts only after its {@code register} answer.
   */
  public Result<SharedKey> onFinalization(byte[] message) {
    if (candidate == null) {
      return Result.fault(GatewayFault.HANDSHAKE_OUT_OF_ORDER);
    }
    if (message.length != 1) {
      return Result.fault(GatewayFault.FINALIZATION_LENGTH_INVALID);
    }
    if (message[0] != GatewayProtocol.FINALIZATION_SUCCESS) {
      return Result.fault(GatewayFault.FINALIZATION_FAILED);
    }
    SharedKey key = candidate.copy();
    wipe();
    return Result.ok(key);
  }

  /** Overwrites all secrets of this handshake. */
  public void wipe() {
    wiped = true;
    ephemeral.wipe();
    if (candidate != null) {
      candidate.wipe();
      candidate = null;
    }
  }
}
