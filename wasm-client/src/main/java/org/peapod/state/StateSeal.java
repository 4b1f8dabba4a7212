package org.peapod.state;

import java.util.Arrays;
import org.peapod.bytes.ByteWriter;
import org.peapod.crypto.AesGcm;
import org.peapod.crypto.Blake3;
import org.peapod.crypto.ConstantTime;

/**
 * Seals a body together with its clear header: AES-256-GCM, or, without a key, the body as it is
 * and a digest that shows damage but no intent. 16 bytes longer either way.
 */
final class StateSeal {
  /** Bytes that follow a body. */
  static final int TAG_LEN = AesGcm.TAG_LEN;

  private final byte[] key;
  private final byte[] name;

  private StateSeal(byte[] key, byte[] name) {
    this.key = key;
    this.name = name;
  }

  /** With a key that seals nothing else; by reference. */
  static StateSeal withKey(byte[] key) {
    return new StateSeal(key, null);
  }

  /** Without; the digest covers the snapshot's name instead. */
  static StateSeal withoutKey(byte[] name) {
    return new StateSeal(null, name);
  }

  /** The sealed body; a sequence number is used once. */
  byte[] seal(int sequence, byte[] header, byte[] body) {
    if (key != null) {
      return AesGcm.seal(key, nonce(sequence), header, body);
    }
    byte[] out = Arrays.copyOf(body, body.length + TAG_LEN);
    System.arraycopy(digest(header, body), 0, out, body.length, TAG_LEN);
    return out;
  }

  /** The body of {@code len} sealed bytes from {@code off}; {@code null} when they are not it. */
  byte[] open(int sequence, byte[] header, byte[] sealed, int off, int len) {
    if (key != null) {
      return AesGcm.open(key, nonce(sequence), header, sealed, off, len);
    }
    byte[] body = Arrays.copyOfRange(sealed, off, off + len - TAG_LEN);
    byte[] digest = digest(header, body);
    return ConstantTime.equal(digest, 0, sealed, off + len - TAG_LEN, TAG_LEN) ? body : null;
  }

  void wipe() {
    if (key != null) {
      Arrays.fill(key, (byte) 0);
    }
  }

  private static byte[] nonce(int sequence) {
    return new ByteWriter(AesGcm.NONCE_LEN).u64(0).u32(sequence).finish();
  }

  private byte[] digest(byte[] header, byte[] body) {
    byte[] all =
        new ByteWriter(name.length + header.length + Blake3.DIGEST_LEN)
            .bytes(name)
            .bytes(header)
            .bytes(Blake3.hash(body))
            .finish();
    return Blake3.hash(all);
  }
}
