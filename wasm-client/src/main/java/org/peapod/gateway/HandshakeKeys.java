package org.peapod.gateway;

import java.util.Arrays;
import org.peapod.bytes.ByteWriter;
import org.peapod.bytes.Result;
import org.peapod.crypto.ConstantTime;
import org.peapod.crypto.Ed25519;
import org.peapod.crypto.Entropy;
import org.peapod.crypto.X25519;

/** One end's ephemeral key pair and what both ends do alike with it (3.5). */
final class HandshakeKeys {
  private final byte[] secret;
  private final byte[] publicKey;

  HandshakeKeys(Entropy entropy) {
    this.secret = entropy.bytes(GatewayProtocol.KEY_LEN);
    this.publicKey = X25519.publicKey(secret);
  }

  byte[] publicKey() {
    return publicKey;
  }

  /** The shared key; a peer's key that forces an all-zero secret is refused. */
  Result<SharedKey> agree(byte[] peerKey, byte[] salt) {
    byte[] agreed = X25519.agree(secret, peerKey);
    if (ConstantTime.isZero(agreed)) {
      return Result.fault(GatewayFault.EPHEMERAL_KEY_INVALID);
    }
    SharedKey key = SharedKey.derive(salt, agreed);
    Arrays.fill(agreed, (byte) 0);
    return Result.ok(key);
  }

  /** What this end signs: its own key first. */
  byte[] toSign(byte[] peerKey) {
    return pair(publicKey, peerKey);
  }

  /**
   * Checks the peer's material: 80 sealed bytes and the nonce from {@code off}.
   *
   * @return the broken rule, or {@code null}
   */
  GatewayFault check(SharedKey key, byte[] peerIdentity, byte[] peerKey, byte[] message, int off) {
    int sealedLen = GatewayProtocol.SIGNATURE_LEN + GatewayProtocol.TAG_LEN;
    byte[] nonce =
        Arrays.copyOfRange(message, off + sealedLen, off + GatewayProtocol.CLIENT_MATERIAL_LEN);
    byte[] signature = key.open(nonce, message, off, sealedLen);
    if (signature == null) {
      return GatewayFault.MATERIAL_UNDECRYPTABLE;
    }
    return Ed25519.verify(peerIdentity, pair(peerKey, publicKey), signature)
        ? null
        : GatewayFault.SIGNATURE_INVALID;
  }

  void wipe() {
    Arrays.fill(secret, (byte) 0);
  }

  private static byte[] pair(byte[] first, byte[] second) {
    return new ByteWriter(2 * GatewayProtocol.KEY_LEN).bytes(first).bytes(second).finish();
  }
}
