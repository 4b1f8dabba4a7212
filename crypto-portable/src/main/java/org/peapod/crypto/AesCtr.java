package org.peapod.crypto;

import org.bouncycastle.crypto.BlockCipher;
import org.bouncycastle.crypto.engines.AESLightEngine;
import org.bouncycastle.crypto.params.KeyParameter;

/** AES-128 in counter mode, counter big-endian (chapter 1, 3.4; chapter 2, section 5). */
public final class AesCtr {
  /** Length of a key. */
  public static final int KEY_LEN = 16;

  /** Length of an initial counter block. */
  public static final int IV_LEN = 16;

  private static final byte[] ZERO_IV = new byte[IV_LEN];

  private AesCtr() {}

  /** {@code len} bytes of keystream from a zero counter block. */
  public static byte[] keystream(byte[] key, int len) {
    byte[] out = new byte[len];
    apply(key, ZERO_IV, out, 0, len, out);
    return out;
  }

  /** Encrypts or decrypts, from a zero counter block, into a new array. */
  public static byte[] apply(byte[] key, byte[] data) {
    return apply(key, ZERO_IV, data, 0, data.length);
  }

  /** Encrypts or decrypts {@code len} bytes of {@code data} from {@code off} into a new array. */
  public static byte[] apply(byte[] key, byte[] iv, byte[] data, int off, int len) {
    byte[] out = new byte[len];
    apply(key, iv, data, off, len, out);
    return out;
  }

  private static void apply(byte[] key, byte[] iv, byte[] data, int off, int len, byte[] out) {
    if (key.length != KEY_LEN || iv.length != IV_LEN) {
      throw new IllegalArgumentException(
          "AES-128 in counter mode needs 16 bytes of key and of counter block, got "
              + key.length
              + " and "
              + iv.length);
    }
    BlockCipher cipher = new AESLightEngine();
    cipher.init(true, new KeyParameter(key));
    CounterMode.apply(cipher, iv, data, off, len, out);
  }
}
