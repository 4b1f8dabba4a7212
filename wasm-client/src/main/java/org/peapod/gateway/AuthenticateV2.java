package org.peapod.gateway;

import org.peapod.bytes.ByteWriter;
import org.peapod.crypto.ConstantTime;
import org.peapod.crypto.Ed25519;
import org.peapod.crypto.Entropy;

/**
 * Proof that a client holds its identity and the shared key of an earlier registration (3.6).
 *
 * @param protocolVersion the version negotiated before
 * @param clientIdentity Ed25519 public key, 32 bytes
 * @param addressCiphertext the identity sealed under the shared key, 48 bytes when well made
 * @param nonce of that ciphertext, 12 bytes when well made
 * @param timestampSeconds Unix time, UTC
 * @param signature Ed25519 over {@link #signedBytes()}, 64 bytes
 */
public record AuthenticateV2(
    int protocolVersion,
    byte[] clientIdentity,
    byte[] addressCiphertext,
    byte[] nonce,
    long timestampSeconds,
    byte[] signature) {

  /** A proof for this moment, with a fresh nonce. */
  public static AuthenticateV2 create(
      ClientKeys keys, SharedKey key, int protocolVersion, long timestampSeconds, Entropy entropy) {
    byte[] identity = keys.publicKey();
    byte[] nonce = entropy.bytes(GatewayProtocol.NONCE_LEN);
    byte[] ciphertext = key.seal(nonce, identity);
    byte[] signed = signedBytes(protocolVersion, identity, ciphertext, nonce, timestampSeconds);
    return new AuthenticateV2(
        protocolVersion, identity, ciphertext, nonce, timestampSeconds, keys.sign(signed));
  }

  /** The bytes that are signed, 101 when the proof is well made. */
  public byte[] signedBytes() {
    return signedBytes(protocolVersion, clientIdentity, addressCiphertext, nonce, timestampSeconds);
  }

  /** Whether the signature is the identity's. */
  public boolean hasValidSignature() {
    return Ed25519.verify(clientIdentity, signedBytes(), signature);
  }

  /** Whether the ciphertext is the identity sealed under this key. */
  public boolean provesKey(SharedKey key) {
    return nonce.length == GatewayProtocol.NONCE_LEN
        && ConstantTime.equal(key.seal(nonce, clientIdentity), addressCiphertext);
  }

  private static byte[] signedBytes(
      int version, byte[] identity, byte[] ciphertext, byte[] nonce, long timestampSeconds) {
    return new ByteWriter(1 + identity.length + ciphertext.length + nonce.length + 8)
        .u8(version)
        .bytes(identity)
        .bytes(ciphertext)
        .bytes(nonce)
        .u64(timestampSeconds)
        .finish();
  }
}
