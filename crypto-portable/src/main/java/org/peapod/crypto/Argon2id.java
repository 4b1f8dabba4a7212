package org.peapod.crypto;

import java.util.Arrays;
import org.bouncycastle.crypto.digests.Blake2bDigest;

/**
 * Argon2id, version 0x13 (RFC 9106): a key from a passphrase, dear to guess.
 *
 * <p>Written out here because BouncyCastle's generator cleans up in {@code finally} blocks, which
 * the module cannot have. All lanes are filled by the one thread. The filled memory is wiped.
 */
public final class Argon2id {
  private static final int VERSION = 0x13;
  private static final int TYPE = 2;
  private static final int BLOCK_LEN = 1024;
  private static final int HASH_LEN = 64;
  private static final byte[] NONE = new byte[0];

  private Argon2id() {}

  /**
   * What one guess costs.
   *
   * @param memoryKib kibibytes filled, at least 8 per lane
   * @param passes how often the memory is filled
   * @param lanes rows of the memory, 1 … 255
   */
  public record Cost(int memoryKib, int passes, int lanes) {
    /** 19 MiB, two passes, one lane: what the stock client uses (chapter 5, A13). */
    public static final Cost STOCK = new Cost(19_456, 2, 1);

    /** Refuses what RFC 9106 does not define or an array cannot hold. */
    public Cost {
      if (lanes < 1 || lanes > 255 || passes < 1 || memoryKib < 8 * lanes || memoryKib > 1 << 20) {
        throw new IllegalArgumentException(
            "Argon2 needs 1 to 255 lanes, a pass, and 8 KiB per lane to 1 GiB of memory");
      }
    }
  }

  /** A key of {@code len} bytes, at least 4; the salt has at least 8. */
  public static byte[] derive(byte[] passphrase, byte[] salt, Cost cost, int len) {
    return derive(passphrase, salt, NONE, NONE, cost, len);
  }

  /** The same with RFC 9106's secret value and associated data. */
  static byte[] derive(
      byte[] passphrase, byte[] salt, byte[] secret, byte[] data, Cost cost, int len) {
    if (len < 4 || salt.length < 8) {
      throw new IllegalArgumentException("Argon2 needs 8 bytes of salt and 4 of output or more");
    }
    Blake2bDigest digest = new Blake2bDigest(HASH_LEN * 8);
    for (int number :
        new int[] {cost.lanes(), len, cost.memoryKib(), cost.passes(), VERSION, TYPE}) {
      digest.update(littleEndian(number), 0, 4);
    }
    for (byte[] field : new byte[][] {passphrase, salt, secret, data}) {
      digest.update(littleEndian(field.length), 0, 4);
      digest.update(field, 0, field.length);
    }
    byte[] start = new byte[HASH_LEN + 8];
    digest.doFinal(start, 0);
    Argon2Memory memory = new Argon2Memory(cost);
    seed(memory, start, cost.lanes());
    memory.fill();
    byte[] last = memory.takeResult();
    byte[] out = hash(last, len);
    Arrays.fill(last, (byte) 0);
    Arrays.fill(start, (byte) 0);
    return out;
  }

  /** The first two blocks of every lane (RFC 9106, section 3.2, steps 3 and 4). */
  private static void seed(Argon2Memory memory, byte[] start, int lanes) {
    for (int lane = 0; lane < lanes; lane++) {
      for (int column = 0; column < 2; column++) {
        System.arraycopy(littleEndian(column), 0, start, HASH_LEN, 4);
        System.arraycopy(littleEndian(lane), 0, start, HASH_LEN + 4, 4);
        byte[] block = hash(start, BLOCK_LEN);
        memory.set(lane, column, block);
        Arrays.fill(block, (byte) 0);
      }
    }
  }

  /** The hash of variable length (RFC 9106, section 3.3). */
  private static byte[] hash(byte[] input, int len) {
    byte[] out = new byte[len];
    Blake2bDigest digest = new Blake2bDigest(Math.min(len, HASH_LEN) * 8);
    digest.update(littleEndian(len), 0, 4);
    digest.update(input, 0, input.length);
    if (len <= HASH_LEN) {
      digest.doFinal(out, 0);
      return out;
    }
    byte[] step = new byte[HASH_LEN];
    digest.doFinal(step, 0);
    int at = 0;
    while (len - at > HASH_LEN) {
      System.arraycopy(step, 0, out, at, HASH_LEN / 2);
      at += HASH_LEN / 2;
      digest = new Blake2bDigest(Math.min(len - at, HASH_LEN) * 8);
      digest.update(step, 0, HASH_LEN);
      digest.doFinal(step, 0);
    }
    System.arraycopy(step, 0, out, at, len - at);
    Arrays.fill(step, (byte) 0);
    return out;
  }

  private static byte[] littleEndian(int value) {
    return new byte[] {
      (byte) value, (byte) (value >>> 8), (byte) (value >>> 16), (byte) (value >>> 24)
    };
  }
}
