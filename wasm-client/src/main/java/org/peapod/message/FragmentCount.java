package org.peapod.message;

/**
 * How many fragments some bytes fill and what stays free in the last one (chapter 2, 4.1).
 *
 * @param fragments number of fragments, all sets together
 * @param freeBytes unused payload bytes of the last fragment
 */
public record FragmentCount(int fragments, int freeBytes) {
  /** Most fragments of one set. */
  public static final int MAX_PER_SET = 255;

  /** The smallest P: a fragment with the longer header and one byte. */
  static final int MIN_FRAGMENT_LEN = Fragment.LINKED_HEADER_LEN + 1;

  /**
   * The count for {@code len} bytes in fragments of {@code fragmentLen} bytes, headers included.
   */
  public static FragmentCount required(int len, int fragmentLen) {
    long unlinked = unlinkedPayload(fragmentLen);
    long linked = linkedPayload(fragmentLen);
    long sets = sets(len, fragmentLen);
    if (sets == 1) {
      long count = Math.max(1, divideUp(len, unlinked));
      return new FragmentCount((int) count, (int) (count * unlinked - len));
    }
    long full = MAX_PER_SET * (sets - 1);
    long links = 2 * sets - 3;
    long rest = len - links * linked - (full - links) * unlinked;
    if (rest <= linked) {
      return new FragmentCount((int) (full + 1), (int) (linked - rest));
    }
    long further = divideUp(rest - linked, unlinked);
    return new FragmentCount(
        (int) (full + 1 + further), (int) (further * unlinked - (rest - linked)));
  }

  /** The number of sets for {@code len} bytes. */
  public static int sets(int len, int fragmentLen) {
    if (len < 0) {
      throw new IllegalArgumentException("negative length");
    }
    long single = MAX_PER_SET * unlinkedPayload(fragmentLen);
    long outer = single - 3;
    if (len <= single) {
      return 1;
    }
    return len <= 2 * outer ? 2 : (int) (2 + divideUp(len - 2 * outer, outer - 3));
  }

  static long unlinkedPayload(int fragmentLen) {
    return linkedPayload(fragmentLen) + 3;
  }

  static long linkedPayload(int fragmentLen) {
    if (fragmentLen < MIN_FRAGMENT_LEN) {
      throw new IllegalArgumentException(
          "fragments need at least " + MIN_FRAGMENT_LEN + " bytes, got " + fragmentLen);
    }
    return fragmentLen - Fragment.LINKED_HEADER_LEN;
  }

  private static long divideUp(long dividend, long divisor) {
    return (dividend + divisor - 1) / divisor;
  }
}
