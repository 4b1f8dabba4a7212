package org.peapod.crypto;

/**
 * The only source of randomness in the core: bytes that nobody can predict, from the operating
 * system's generator. A host must refuse to start rather than fall back to anything weaker.
 */
public interface Entropy {
  /** Fills {@code len} bytes of {@code out} from {@code off} with fresh random bytes. */
  void fill(byte[] out, int off, int len);

  /** {@code len} fresh random bytes. */
  default byte[] bytes(int len) {
    byte[] out = new byte[len];
    fill(out, 0, len);
    return out;
  }

  /** A number uniform in 0 … {@code bound} − 1, without the bias of a plain remainder. */
  default int below(int bound) {
    if (bound <= 0) {
      throw new IllegalArgumentException("the bound must be positive, got " + bound);
    }
    byte[] four = new byte[4];
    long limit = (1L << 32) - (1L << 32) % bound;
    while (true) {
      fill(four, 0, 4);
      long drawn =
          ((four[0] & 0xffL) << 24)
              | ((four[1] & 0xffL) << 16)
              | ((four[2] & 0xffL) << 8)
              | (four[3] & 0xffL);
      if (drawn < limit) {
        return (int) (drawn % bound);
      }
    }
  }

  /** A number uniform in (0, 1], with 53 bits. */
  default double unit() {
    byte[] seven = bytes(7);
    long drawn = 0;
    for (byte b : seven) {
      drawn = (drawn << 8) | (b & 0xff);
    }
    return ((drawn >>> 3) + 1) / (double) (1L << 53);
  }

  /** A sample of the exponential distribution with this mean; 0 when the mean is 0. */
  default double exponential(double mean) {
    return mean == 0 ? 0 : -mean * Math.log(unit());
  }
}
