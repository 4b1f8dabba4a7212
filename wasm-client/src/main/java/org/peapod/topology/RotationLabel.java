package org.peapod.topology;

import org.peapod.bytes.Result;

/** The byte that tells a node which of its Sphinx keys a packet is for (chapter 4, 4.8). */
public enum RotationLabel {
  /** No rotation known: the node tries its keys in turn. */
  UNKNOWN,
  /** An odd rotation. */
  ODD,
  /** An even rotation. */
  EVEN;

  private static final long UNSET_ROTATION = 0xffffffffL;

  /** The label of a rotation id; 0 and 2³² − 1 stand for networks without rotation. */
  public static RotationLabel of(long rotationId) {
    if (rotationId == 0 || rotationId == UNSET_ROTATION) {
      return UNKNOWN;
    }
    return (rotationId & 1) == 1 ? ODD : EVEN;
  }

  /** The label of a byte, 0 to 2. */
  public static Result<RotationLabel> fromByte(int label) {
    if (label < 0 || label > 2) {
      return Result.fault(TopologyFault.UNKNOWN_ROTATION_LABEL);
    }
    if (label == 0) {
      return Result.ok(UNKNOWN);
    }
    return Result.ok(label == 1 ? ODD : EVEN);
  }

  /** The byte: 0, 1 or 2. */
  public int toByte() {
    return ordinal();
  }
}
