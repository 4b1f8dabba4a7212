package org.peapod.wasm.standin;

import org.bouncycastle.crypto.CipherParameters;
import org.bouncycastle.crypto.DefaultMultiBlockCipher;
import org.bouncycastle.crypto.MultiBlockCipher;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * AES (FIPS 197), encryption only, as all modes in use need no more. The original is as fast, but
 * brings the tables of both directions along, which no compression makes smaller; this one computes
 * its table once.
 */
public final class AESEngine extends DefaultMultiBlockCipher {
  private static final int BLOCK_LEN = 16;

  /** The S-box. */
  private static final byte[] S = new byte[256];

  /** The S-box and the mixing of a column, for the first byte of it; the others are rotated. */
  private static final int[] T = new int[256];

  private int[] roundKeys;

  static {
    fillTables();
  }

  /** A cipher without a key. */
  public static MultiBlockCipher newInstance() {
    return new AESEngine();
  }

  /** Walks through the field by the generator 3 and its inverse at the same time. */
  private static void fillTables() {
    int power = 1;
    int inverse = 1;
    do {
      power = power ^ twice(power);
      inverse ^= inverse << 1;
      inverse ^= inverse << 2;
      inverse = (inverse ^ inverse << 4) & 255;
      inverse ^= (inverse >> 7) * 9;
      int turned = inverse | inverse << 8;
      setEntry(power, turned ^ turned >> 4 ^ turned >> 5 ^ turned >> 6 ^ turned >> 7);
    } while (power != 1);
    setEntry(0, 0);
  }

  private static void setEntry(int at, int affine) {
    int substitute = (affine ^ 0x63) & 255;
    int doubled = twice(substitute);
    S[at] = (byte) substitute;
    T[at] = doubled | substitute << 8 | substitute << 16 | (doubled ^ substitute) << 24;
  }

  private static int twice(int element) {
    return (element << 1 ^ (element >> 7) * 0x11b) & 255;
  }

  @Override
  public void init(boolean forEncryption, CipherParameters parameters) {
    byte[] key = ((KeyParameter) parameters).getKey();
    if (key.length != 16 && key.length != 24 && key.length != 32) {
      throw new IllegalArgumentException("an AES key has 16, 24 or 32 bytes, got " + key.length);
    }
    roundKeys = expand(key);
  }

  private static int[] expand(byte[] key) {
    int words = key.length / 4;
    int[] out = new int[4 * (words + 7)];
    for (int i = 0; i < words; i++) {
      out[i] = word(key, i * 4);
    }
    int constant = 1;
    for (int i = words; i < out.length; i++) {
      int last = out[i - 1];
      if (i % words == 0) {
        last = substitute(Integer.rotateRight(last, 8)) ^ constant;
        constant = twice(constant);
      } else if (words > 6 && i % words == 4) {
        last = substitute(last);
      }
      out[i] = out[i - words] ^ last;
    }
    return out;
  }

  private static int substitute(int word) {
    return lastRound(word, word, word, word);
  }

  @Override
  public String getAlgorithmName() {
    return "AES";
  }

  @Override
  public int getBlockSize() {
    return BLOCK_LEN;
  }

  @Override
  public int processBlock(byte[] in, int inOff, byte[] out, int outOff) {
    int[] keys = roundKeys;
    int a = word(in, inOff) ^ keys[0];
    int b = word(in, inOff + 4) ^ keys[1];
    int c = word(in, inOff + 8) ^ keys[2];
    int d = word(in, inOff + 12) ^ keys[3];
    int at = 4;
    for (; at < keys.length - 4; at += 4) {
      int newA = round(a, b, c, d) ^ keys[at];
      int newB = round(b, c, d, a) ^ keys[at + 1];
      int newC = round(c, d, a, b) ^ keys[at + 2];
      d = round(d, a, b, c) ^ keys[at + 3];
      a = newA;
      b = newB;
      c = newC;
    }
    putWord(lastRound(a, b, c, d) ^ keys[at], out, outOff);
    putWord(lastRound(b, c, d, a) ^ keys[at + 1], out, outOff + 4);
    putWord(lastRound(c, d, a, b) ^ keys[at + 2], out, outOff + 8);
    putWord(lastRound(d, a, b, c) ^ keys[at + 3], out, outOff + 12);
    return BLOCK_LEN;
  }

  private static int round(int a, int b, int c, int d) {
    return T[a & 255]
        ^ Integer.rotateLeft(T[b >> 8 & 255], 8)
        ^ Integer.rotateLeft(T[c >> 16 & 255], 16)
        ^ Integer.rotateRight(T[d >>> 24], 8);
  }

  private static int lastRound(int a, int b, int c, int d) {
    return S[a & 255] & 255
        | (S[b >> 8 & 255] & 255) << 8
        | (S[c >> 16 & 255] & 255) << 16
        | S[d >>> 24] << 24;
  }

  private static int word(byte[] in, int off) {
    return in[off] & 255 | (in[off + 1] & 255) << 8 | (in[off + 2] & 255) << 16 | in[off + 3] << 24;
  }

  private static void putWord(int word, byte[] out, int off) {
    out[off] = (byte) word;
    out[off + 1] = (byte) (word >> 8);
    out[off + 2] = (byte) (word >> 16);
    out[off + 3] = (byte) (word >> 24);
  }

  @Override
  public void reset() {}
}
