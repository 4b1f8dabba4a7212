package org.peapod.traffic;

import org.peapod.crypto.Entropy;
import org.peapod.sphinx.PacketSize;

/** Draws the size of the packet at each place of a stream, whatever waits to leave. */
final class SizeDraw {
  private final SizeConfig sizes;
  private final Entropy entropy;

  SizeDraw(SizeConfig sizes, Entropy entropy) {
    this.sizes = sizes;
    this.entropy = entropy;
  }

  PacketSize next() {
    PacketSize secondary = sizes.secondary();
    boolean usePrimary = secondary == null || entropy.unit() <= sizes.primaryRatio();
    return usePrimary ? SizeConfig.PRIMARY : secondary;
  }

  /** The size besides the primary one, or {@code null}. */
  PacketSize secondary() {
    return sizes.secondary();
  }
}
