package org.peapod.gateway;

import java.util.Arrays;
import org.peapod.bytes.ByteWriter;
import org.peapod.crypto.AesGcmSiv;
import org.peapod.crypto.ConstantTime;
import org.peapod.crypto.HkdfBlake3;

/**
 * The 32-byte secret between a client and its gateway (3.5). Seals and opens; shows itself only
 * through {@link #toBytes()}, for the store.
 */
public final class SharedKey {
  private final byte[] bytes;
  private boolean wiped;

  private SharedKey(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The key of 32 bytes from a store, which are copied. */
  public static SharedKey fromBytes(byte[] bytes) {
    if (bytes.length != GatewayProtocol.KEY_LEN) {
      throw new IllegalArgumentException("a shared key has 32 bytes, got " + bytes.length);
    }
    return new SharedKey(bytes.clone());
  }

  /** The key that a Diffie-Hellman result of 32 bytes and the salt of message 1 give (3.1). */
  static SharedKey derive(byte[] salt, byte[] agreed) {
    return new SharedKey(HkdfBlake3.derive(salt, agreed, GatewayProtocol.KEY_LEN));
  }

  /** A copy of the 32 bytes. */
  public byte[] toBytes() {
    requireAlive();
    return bytes.clone();
  }

  /** An independent copy, to be wiped on its own. */
  public SharedKey copy() {
    return new SharedKey(toBytes());
  }

  /** Whether two keys are the same, in constant time. */
  public boolean isSame(SharedKey other) {
    return ConstantTime.equal(bytes, other.bytes);
  }

  /** Ciphertext and tag, 16 bytes longer than the plaintext; the nonce has 12 bytes. */
  public byte[] seal(byte[] nonce, byte[] plaintext) {
    requireAlive();
    return AesGcmSiv.seal(bytes, nonce, plaintext);
  }

  /** The plaintext, or {@code null} when nonce length, length or tag is wrong. */
  public byte[] open(byte[] nonce, byte[] sealed) {
    return open(nonce, sealed, 0, sealed.length);
  }

  /** The same for {@code len} bytes of {@code sealed} from {@code off}. */
  public byte[] open(byte[] nonce, byte[] sealed, int off, int len) {
    requireAlive();
    if (nonce.length != GatewayProtocol.NONCE_LEN || len < GatewayProtocol.TAG_LEN) {
      return null;
    }
    return AesGcmSiv.open(bytes, nonce, sealed, off, len);
  }

  /** Seals a signature the way messages 2 and 3 carry it: 80 bytes, then the nonce. */
  byte[] sealSignature(byte[] nonce, byte[] signature) {
    return new ByteWriter(GatewayProtocol.CLIENT_MATERIAL_LEN)
        .bytes(seal(nonce, signature))
        .bytes(nonce)
        .finish();
  }

  /** Overwrites the key; using it afterwards is a bug. */
  public void wipe() {
    Arrays.fill(bytes, (byte) 0);
    wiped = true;
  }

  private void requireAlive() {
    if (wiped) {
      throw new IllegalStateException("the shared key was wiped");
    }
  }
}
