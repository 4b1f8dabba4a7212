package org.peapod.crypto;

import java.util.Arrays;
import org.bouncycastle.crypto.BlockCipher;
import org.bouncycastle.crypto.engines.AESLightEngine;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * AES-256-GCM-SIV (RFC 8452) with empty additional data (chapter 3, 3.1).
 *
 * <p>Put together from BouncyCastle's AES and field multiplication because its complete cipher
 * reports a wrong tag by throwing, which the core could only answer by catching.
 */
public final class AesGcmSiv {
  /** Length of a key. */
  public static final int KEY_LEN = 32;

  /** Length of a nonce. */
  public static final int NONCE_LEN = 12;

  /** Length of the tag that follows the ciphertext. */
  public static final int TAG_LEN = 16;

  private static final int BLOCK_LEN = 16;
  private static final int AUTHENTICATION_KEY_LEN = 16;

  private AesGcmSiv() {}

  /** Ciphertext and tag of a plaintext: 16 bytes longer. */
  public static byte[] seal(byte[] key, byte[] nonce, byte[] plaintext) {
    requireLengths(key, nonce);
    byte[] keys = messageKeys(key, nonce);
    BlockCipher cipher = encryption(keys);
    byte[] tag = tag(keys, cipher, nonce, plaintext);
    byte[] out = new byte[plaintext.length + TAG_LEN];
    System.arraycopy(plaintext, 0, out, 0, plaintext.length);
    applyKeystream(cipher, tag, out, plaintext.length);
    System.arraycopy(tag, 0, out, plaintext.length, TAG_LEN);
    Arrays.fill(keys, (byte) 0);
    return out;
  }

  /**
   * The plaintext of {@code len} bytes of {@code sealed} from {@code off}, or {@code null} when the
   * tag is wrong or there is none.
   */
  public static byte[] open(byte[] key, byte[] nonce, byte[] sealed, int off, int len) {
    requireLengths(key, nonce);
    if (off < 0 || len < TAG_LEN || off > sealed.length - len) {
      return null;
    }
    byte[] plaintext = Arrays.copyOfRange(sealed, off, off + len - TAG_LEN);
    byte[] tag = Arrays.copyOfRange(sealed, off + len - TAG_LEN, off + len);
    byte[] keys = messageKeys(key, nonce);
    BlockCipher cipher = encryption(keys);
    applyKeystream(cipher, tag, plaintext, plaintext.length);
    boolean genuine = ConstantTime.equal(tag, tag(keys, cipher, nonce, plaintext));
    Arrays.fill(keys, (byte) 0);
    if (!genuine) {
      Arrays.fill(plaintext, (byte) 0);
      return null;
    }
    return plaintext;
  }

  private static void requireLengths(byte[] key, byte[] nonce) {
    if (key.length != KEY_LEN || nonce.length != NONCE_LEN) {
      throw new IllegalArgumentException(
          "AES-256-GCM-SIV needs a key of 32 and a nonce of 12 bytes, got "
              + key.length
              + " and "
              + nonce.length);
    }
  }

  /** Authentication key (16 bytes), then encryption key (32); RFC 8452, section 4. */
  private static byte[] messageKeys(byte[] key, byte[] nonce) {
    BlockCipher cipher = new AESLightEngine();
    cipher.init(true, new KeyParameter(key));
    byte[] keys = new byte[AUTHENTICATION_KEY_LEN + KEY_LEN];
    byte[] in = new byte[BLOCK_LEN];
    byte[] out = new byte[BLOCK_LEN];
    System.arraycopy(nonce, 0, in, BLOCK_LEN - NONCE_LEN, NONCE_LEN);
    for (int i = 0; i < keys.length / 8; i++) {
      in[0] = (byte) i;
      cipher.processBlock(in, 0, out, 0);
      System.arraycopy(out, 0, keys, 8 * i, 8);
    }
    Arrays.fill(out, (byte) 0);
    return keys;
  }

  private static BlockCipher encryption(byte[] keys) {
    BlockCipher cipher = new AESLightEngine();
    cipher.init(true, new KeyParameter(keys, AUTHENTICATION_KEY_LEN, KEY_LEN));
    return cipher;
  }

  private static byte[] tag(byte[] keys, BlockCipher cipher, byte[] nonce, byte[] plaintext) {
    byte[] sum = Polyval.sum(keys, plaintext);
    for (int i = 0; i < NONCE_LEN; i++) {
      sum[i] ^= nonce[i];
    }
    sum[BLOCK_LEN - 1] &= 0x7f;
    cipher.processBlock(sum, 0, sum, 0);
    return sum;
  }

  /** Counter mode with a little-endian 32-bit counter in the first 4 bytes, which wraps. */
  private static void applyKeystream(BlockCipher cipher, byte[] tag, byte[] data, int len) {
    byte[] counter = tag.clone();
    counter[BLOCK_LEN - 1] |= (byte) 0x80;
    byte[] block = new byte[BLOCK_LEN];
    for (int at = 0; at < len; at += BLOCK_LEN) {
      cipher.processBlock(counter, 0, block, 0);
      int part = Math.min(BLOCK_LEN, len - at);
      for (int i = 0; i < part; i++) {
        data[at + i] ^= block[i];
      }
      int carry = 1;
      for (int i = 0; i < 4; i++) {
        carry += counter[i] & 0xff;
        counter[i] = (byte) carry;
        carry >>>= 8;
      }
    }
  }
}
