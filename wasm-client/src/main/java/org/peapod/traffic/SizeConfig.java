package org.peapod.traffic;

import org.peapod.message.MessageSizes;
import org.peapod.sphinx.PacketSize;

/**
 * In which sizes packets leave (chapter 5, A6; chapter 2, 4.6).
 *
 * @param secondary the size for messages that need fewer packets in it, or {@code null} for none
 * @param primaryRatio with a secondary size: the share of packets in the primary one; default 0.7
 */
public record SizeConfig(PacketSize secondary, double primaryRatio) {
  /** What every client sends: one size for everything. */
  public static final PacketSize PRIMARY = PacketSize.REGULAR;

  /** The stock share of regular packets among cover. */
  public static final double DEFAULT_PRIMARY_RATIO = 0.7;

  /** Regular packets only. */
  public static final SizeConfig DEFAULT = new SizeConfig(null, DEFAULT_PRIMARY_RATIO);

  /** Regular packets and those of 33,133 bytes. */
  public static final SizeConfig WITH_EXTENDED_32 =
      new SizeConfig(PacketSize.EXTENDED_32, DEFAULT_PRIMARY_RATIO);

  /** The size in which a message of this serialized length travels. */
  PacketSize choose(int serializedLen) {
    return secondary == null ? PRIMARY : MessageSizes.choose(serializedLen, PRIMARY, secondary);
  }

  /** Whether packets of this size leave at all. */
  boolean has(PacketSize size) {
    return size == PRIMARY || size == secondary;
  }
}
