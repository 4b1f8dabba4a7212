package org.peapod.message;

import java.util.Arrays;
import org.peapod.bytes.ByteReader;
import org.peapod.bytes.ByteWriter;
import org.peapod.bytes.Result;

/**
 * A reply SURB inside a message: the key of the reply's fragment, the SURB's bytes, checked for
 * length and first hop, and the key rotation it was made for (chapter 2, section 3; chapter 1,
 * section 11).
 *
 * <p>The key and the key material are secrets; neither is ever shown as text.
 */
public final class ReplySurb {
  /** Length of the reply key. */
  public static final int REPLY_KEY_LEN = 16;

  /** Most hops of a route. */
  public static final int MAX_HOPS = 5;

  static final int HEADER_LEN = 348;
  static final int FIRST_HOP_LEN = 32;
  static final int SEED_LEN = 16;
  private static final int FULL_KEYS_LEN = 4 * 192;
  private static final int FIXED_LEN = HEADER_LEN + FIRST_HOP_LEN;

  /** The form of version 1 messages: full keys of exactly four hops. */
  static final int V1_LEN = REPLY_KEY_LEN + FIXED_LEN + FULL_KEYS_LEN;

  private final byte[] replyKey;
  private final byte[] surb;
  private final int keyRotation;

  private ReplySurb(byte[] replyKey, byte[] surb, int keyRotation) {
    this.replyKey = replyKey;
    this.surb = surb;
    this.keyRotation = keyRotation;
  }

  /**
   * Joins a reply key and a SURB.
   *
   * @param replyKey 16 bytes
   * @param surb header 348, first hop 32, then a seed of 16 bytes per hop (or full keys, 768)
   * @param keyRotation 0 unknown, 1 odd, 2 even
   */
  public static Result<ReplySurb> of(byte[] replyKey, byte[] surb, int keyRotation) {
    if (replyKey.length != REPLY_KEY_LEN) {
      throw new IllegalArgumentException("a reply key has 16 bytes, got " + replyKey.length);
    }
    int material = surb.length - FIXED_LEN;
    boolean seeds = material > 0 && material % SEED_LEN == 0 && material <= MAX_HOPS * SEED_LEN;
    if (!seeds && material != FULL_KEYS_LEN) {
      return Result.fault(MessageFault.SURB_HOPS_INVALID);
    }
    if (!KeyRotationLabel.isValid(keyRotation)) {
      return Result.fault(MessageFault.KEY_ROTATION_INVALID);
    }
    if (!FirstHop.isValid(surb, HEADER_LEN, FIRST_HOP_LEN)) {
      return Result.fault(MessageFault.FIRST_HOP_INVALID);
    }
    return Result.ok(new ReplySurb(replyKey.clone(), surb.clone(), keyRotation));
  }

  /** The length in a version 2 message of a reply key and a SURB with seeds. */
  static int v2Len(int hops) {
    return REPLY_KEY_LEN + FIXED_LEN + SEED_LEN * hops;
  }

  /** The next {@code len} bytes of a message, of which the reader must have enough. */
  static Result<ReplySurb> read(ByteReader reader, int len, int keyRotation) {
    byte[] replyKey = reader.bytes(REPLY_KEY_LEN);
    return of(replyKey, reader.bytes(len - REPLY_KEY_LEN), keyRotation);
  }

  /** The key of the fragment sent with this SURB, 16 bytes. */
  public byte[] replyKey() {
    return replyKey.clone();
  }

  /** Header 348, first hop 32, key material. */
  public byte[] surb() {
    return surb.clone();
  }

  /** 0 unknown, 1 odd, 2 even: the label under which packets with this SURB travel. */
  public int keyRotation() {
    return keyRotation;
  }

  /** Hops of the SURB's route, the last gateway included: 1 … 5. */
  public int hops() {
    return hasSeeds() ? (surb.length - FIXED_LEN) / SEED_LEN : 4;
  }

  /** Whether the key material is seeds; else it is full keys, which are read but never sent. */
  public boolean hasSeeds() {
    return surb.length - FIXED_LEN < FULL_KEYS_LEN;
  }

  /** Overwrites the secrets; the SURB cannot be used afterwards. */
  public void wipe() {
    Arrays.fill(replyKey, (byte) 0);
    Arrays.fill(surb, (byte) 0);
  }

  /** Writes reply key and SURB, as they stand in a message. */
  void writeTo(ByteWriter out) {
    out.bytes(replyKey).bytes(surb);
  }
}
