package org.peapod.crypto;

import java.util.Arrays;
import org.bouncycastle.crypto.BlockCipher;
import org.bouncycastle.crypto.engines.AESLightEngine;
import org.bouncycastle.crypto.modes.gcm.GCMMultiplier;
import org.bouncycastle.crypto.modes.gcm.Tables4kGCMMultiplier;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * AES-256-GCM (NIST SP 800-38D) with nonces of 12 bytes: one pair of key and nonce seals one text,
 * never two (chapter 5, A13).
 *
 * <p>Put together from BouncyCastle's AES and field multiplication because its complete cipher
 * reports a wrong tag by throwing, which the core could only answer by catching.
 */
public final class AesGcm {
  /** Length of a key. */
  public static final int KEY_LEN = 32;

  /** Length of a nonce. */
  public static final int NONCE_LEN = 12;

  /** Length of the tag that follows the ciphertext. */
  public static final int TAG_LEN = 16;

  private static final int BLOCK_LEN = 16;

  private AesGcm() {}

  /** Ciphertext and tag of a plaintext: 16 bytes longer; the tag also covers {@code clear}. */
  public static byte[] seal(byte[] key, byte[] nonce, byte[] clear, byte[] plaintext) {
    BlockCipher cipher = cipher(key, nonce);
    byte[] out = new byte[plaintext.length + TAG_LEN];
    applyKeystream(cipher, nonce, plaintext, 0, plaintext.length, out);
    byte[] tag = tag(cipher, nonce, clear, out, 0, plaintext.length);
    System.arraycopy(tag, 0, out, plaintext.length, TAG_LEN);
    return out;
  }

  /**
   * The plaintext of {@code len} bytes of {@code sealed} from {@code off}, or {@code null} when the
   * tag is wrong or there is none. Nothing is decrypted before the tag is known to be right.
   */
  public static byte[] open(
      byte[] key, byte[] nonce, byte[] clear, byte[] sealed, int off, int len) {
    BlockCipher cipher = cipher(key, nonce);
    if (off < 0 || len < TAG_LEN || off > sealed.length - len) {
      return null;
    }
    int textLen = len - TAG_LEN;
    byte[] tag = tag(cipher, nonce, clear, sealed, off, textLen);
    if (!ConstantTime.equal(tag, 0, sealed, off + textLen, TAG_LEN)) {
      return null;
    }
    byte[] plaintext = new byte[textLen];
    applyKeystream(cipher, nonce, sealed, off, textLen, plaintext);
    return plaintext;
  }

  private static BlockCipher cipher(byte[] key, byte[] nonce) {
    if (key.length != KEY_LEN || nonce.length != NONCE_LEN) {
      throw new IllegalArgumentException(
          "AES-256-GCM needs a key of 32 and a nonce of 12 bytes, got "
              + key.length
              + " and "
              + nonce.length);
    }
    BlockCipher cipher = new AESLightEngine();
    cipher.init(true, new KeyParameter(key));
    return cipher;
  }

  /** Counter mode from block 2 on; an array is too short for the counter's 32 bits to wrap. */
  private static void applyKeystream(
      BlockCipher cipher, byte[] nonce, byte[] in, int off, int len, byte[] out) {
    CounterMode.apply(cipher, counter(nonce, 2), in, off, len, out);
  }

  private static byte[] counter(byte[] nonce, int number) {
    byte[] block = Arrays.copyOf(nonce, BLOCK_LEN);
    block[BLOCK_LEN - 1] = (byte) number;
    return block;
  }

  private static byte[] tag(
      BlockCipher cipher, byte[] nonce, byte[] clear, byte[] text, int off, int len) {
    byte[] hashKey = new byte[BLOCK_LEN];
    cipher.processBlock(hashKey, 0, hashKey, 0);
    GCMMultiplier multiplier = new Tables4kGCMMultiplier();
    multiplier.init(hashKey);
    byte[] sum = new byte[BLOCK_LEN];
    add(multiplier, sum, clear, 0, clear.length);
    add(multiplier, sum, text, off, len);
    addLength(sum, 0, clear.length);
    addLength(sum, 8, len);
    multiplier.multiplyH(sum);
    byte[] mask = counter(nonce, 1);
    cipher.processBlock(mask, 0, mask, 0);
    for (int i = 0; i < BLOCK_LEN; i++) {
      sum[i] ^= mask[i];
    }
    return sum;
  }

  private static void add(GCMMultiplier multiplier, byte[] sum, byte[] data, int off, int len) {
    for (int at = 0; at < len; at += BLOCK_LEN) {
      int part = Math.min(BLOCK_LEN, len - at);
      for (int i = 0; i < part; i++) {
        sum[i] ^= data[off + at + i];
      }
      multiplier.multiplyH(sum);
    }
  }

  private static void addLength(byte[] sum, int at, int len) {
    long bits = 8L * len;
    for (int i = 0; i < 8; i++) {
      sum[at + i] ^= (byte) (bits >>> (56 - 8 * i));
    }
  }
}
