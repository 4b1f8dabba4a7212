package org.peapod.message;

/** The byte that names the parity of a key rotation beside a packet (chapter 2, section 1). */
public final class KeyRotationLabel {
  /** No rotation is known; nodes try all their keys. */
  public static final int UNKNOWN = 0;

  /** A rotation with an odd number. */
  public static final int ODD = 1;

  /** A rotation with an even number. */
  public static final int EVEN = 2;

  private static final long NO_ROTATION = 0xffffffffL;

  private KeyRotationLabel() {}

  /** The label of a rotation id, 0 … 2^32 − 1; both ends of that range mean unknown. */
  public static int of(long rotationId) {
    if (rotationId == 0 || rotationId == NO_ROTATION) {
      return UNKNOWN;
    }
    return (rotationId & 1) == 0 ? EVEN : ODD;
  }

  /** Whether a byte is a label. */
  public static boolean isValid(int label) {
    return label >= UNKNOWN && label <= EVEN;
  }
}
