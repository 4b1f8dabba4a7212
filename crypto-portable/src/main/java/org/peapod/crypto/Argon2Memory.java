package org.peapod.crypto;

import java.util.Arrays;

/**
 * The memory that Argon2id fills, and the order in which it does (RFC 9106, sections 3.2 and 3.4).
 */
final class Argon2Memory {
  /** Ints of a block: 64-bit words, each its low half first. */
  static final int INTS = 256;

  /** 64-bit words of a block. */
  private static final int WORDS = INTS / 2;

  private static final int SLICES = 4;
  private static final int TYPE = 2;
  private static final long LOW = 0xffffffffL;

  private final Argon2id.Cost cost;
  private final int segmentLen;
  private final int laneLen;

  /** Lane after lane, block after block. */
  private final int[] words;

  private final Argon2Compression compression = new Argon2Compression();
  private final int[] addressInput = new int[INTS];
  private final int[] addresses = new int[INTS];
  private final int[] zero = new int[INTS];

  Argon2Memory(Argon2id.Cost cost) {
    this.cost = cost;
    this.segmentLen = cost.memoryKib() / (SLICES * cost.lanes());
    this.laneLen = segmentLen * SLICES;
    this.words = new int[laneLen * cost.lanes() * INTS];
  }

  /** Sets one block from its 1,024 bytes, little-endian. */
  void set(int lane, int column, byte[] block) {
    int at = offset(lane, column);
    for (int i = 0; i < INTS; i++) {
      int word = 0;
      for (int b = 3; b >= 0; b--) {
        word = word << 8 | block[4 * i + b] & 0xff;
      }
      words[at + i] = word;
    }
  }

  /** Fills all blocks from the first two of each lane. */
  void fill() {
    for (int pass = 0; pass < cost.passes(); pass++) {
      for (int slice = 0; slice < SLICES; slice++) {
        for (int lane = 0; lane < cost.lanes(); lane++) {
          fillSegment(pass, slice, lane);
        }
      }
    }
  }

  /** The sum of the last column, 1,024 bytes; wipes the memory. */
  byte[] takeResult() {
    byte[] out = new byte[4 * INTS];
    for (int i = 0; i < INTS; i++) {
      int sum = 0;
      for (int lane = 0; lane < cost.lanes(); lane++) {
        sum ^= words[offset(lane, laneLen - 1) + i];
      }
      for (int b = 0; b < 4; b++) {
        out[4 * i + b] = (byte) (sum >>> (8 * b));
      }
    }
    Arrays.fill(words, 0);
    Arrays.fill(addresses, 0);
    compression.wipe();
    return out;
  }

  private void fillSegment(int pass, int slice, int lane) {
    boolean independent = pass == 0 && slice < SLICES / 2;
    int first = pass == 0 && slice == 0 ? 2 : 0;
    if (independent) {
      startAddresses(pass, slice, lane);
    }
    for (int index = first; index < segmentLen; index++) {
      int column = slice * segmentLen + index;
      int previous = offset(lane, column == 0 ? laneLen - 1 : column - 1);
      if (independent && (index == first || index % WORDS == 0)) {
        nextAddresses();
      }
      int[] chosen = independent ? addresses : words;
      int at = independent ? index % WORDS * 2 : previous;
      int fromLane = pass == 0 && slice == 0 ? lane : laneOf(chosen[at + 1]);
      int reference = reference(pass, slice, index, fromLane, fromLane == lane, chosen[at]);
      compression.run(words, previous, words, reference, words, offset(lane, column), pass > 0);
    }
  }

  private void startAddresses(int pass, int slice, int lane) {
    addressInput[0] = pass;
    addressInput[2] = lane;
    addressInput[4] = slice;
    addressInput[6] = laneLen * cost.lanes();
    addressInput[8] = cost.passes();
    addressInput[10] = TYPE;
    addressInput[12] = 0;
  }

  private void nextAddresses() {
    addressInput[12]++;
    compression.run(zero, 0, addressInput, 0, addresses, 0, false);
    compression.run(zero, 0, addresses, 0, addresses, 0, false);
  }

  private int laneOf(int drawn) {
    return (int) ((drawn & LOW) % cost.lanes());
  }

  /** Where the second block to be mixed in starts (RFC 9106, section 3.4.2). */
  private int reference(int pass, int slice, int index, int fromLane, boolean ownLane, int chosen) {
    int filled = pass == 0 ? slice * segmentLen : laneLen - segmentLen;
    int area = filled + (ownLane ? index - 1 : index == 0 ? -1 : 0);
    long drawn = chosen & LOW;
    long square = (drawn * drawn) >>> 32;
    int back = (int) ((area * square) >>> 32);
    int start = pass == 0 || slice == SLICES - 1 ? 0 : (slice + 1) * segmentLen;
    return offset(fromLane, (start + area - 1 - back) % laneLen);
  }

  private int offset(int lane, int column) {
    return (lane * laneLen + column) * INTS;
  }
}
