package org.peapod.message;

import org.bouncycastle.crypto.digests.SHA256Digest;
import org.peapod.bytes.Utf8;
import org.peapod.vectors.Hex;

/** The filler bytes that the files of known answers name by a rule, and their digests. */
final class Filler {
  private Filler() {}

  /** Byte i is (7 i + 3) mod 256. */
  static byte[] rule(int len) {
    byte[] out = new byte[len];
    for (int i = 0; i < len; i++) {
      out[i] = (byte) (7 * i + 3);
    }
    return out;
  }

  /** SHA-256 of label and counter, for counters 0, 1, …, cut to {@code len}. */
  static byte[] det(String label, int len) {
    byte[] out = new byte[len];
    byte[] start = Utf8.encode(label);
    for (int block = 0; 32 * block < len; block++) {
      byte[] input = new byte[start.length + 4];
      System.arraycopy(start, 0, input, 0, start.length);
      input[start.length + 2] = (byte) (block >>> 8);
      input[start.length + 3] = (byte) block;
      byte[] digest = sha256(input);
      System.arraycopy(digest, 0, out, 32 * block, Math.min(32, len - 32 * block));
    }
    return out;
  }

  static byte[] sha256(byte[] data) {
    SHA256Digest digest = new SHA256Digest();
    digest.update(data, 0, data.length);
    byte[] out = new byte[32];
    digest.doFinal(out, 0);
    return out;
  }

  static String sha256Hex(byte[] data) {
    return Hex.encode(sha256(data));
  }

  static byte[] concat(byte[] a, byte[] b) {
    byte[] out = new byte[a.length + b.length];
    System.arraycopy(a, 0, out, 0, a.length);
    System.arraycopy(b, 0, out, a.length, b.length);
    return out;
  }
}
