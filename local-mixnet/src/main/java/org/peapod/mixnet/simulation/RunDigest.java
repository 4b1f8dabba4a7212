package org.peapod.mixnet.simulation;

/** A running 64-bit FNV-1a hash over everything that crossed a wire: equal runs, equal digests. */
final class RunDigest {
  private long hash = 0xcbf29ce484222325L;

  void add(double timeMs, byte[] bytes) {
    long bits = Double.doubleToLongBits(timeMs);
    for (int shift = 0; shift < 64; shift += 8) {
      add((byte) (bits >>> shift));
    }
    for (byte b : bytes) {
      add(b);
    }
  }

  long value() {
    return hash;
  }

  private void add(byte b) {
    hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
  }
}
