package org.peapod.message;

import java.util.HashSet;
import java.util.Set;
import org.peapod.crypto.Entropy;

/**
 * The fragments of one message, made when asked for: the message is held once and never copied as a
 * whole (chapter 2, 4.1 to 4.3).
 *
 * <p>The array is not copied and must not be changed. The same index gives the same bytes each
 * time, which is what a retransmission needs.
 */
public final class Fragmenter {
  private final byte[] message;

  /** The bytes of the message are followed by the marker and zeros up to this length. */
  private final int paddedLen;

  private final int[] setIds;
  private final int count;
  private final int unlinked;
  private final int linked;

  /**
   * Splits a message into sets with fresh random ids.
   *
   * @param paddedMessage as {@link MessagePadding} gives it
   * @param fragmentLen length of each fragment, header included
   */
  public Fragmenter(byte[] paddedMessage, int fragmentLen, Entropy entropy) {
    this(
        paddedMessage,
        fragmentLen,
        drawSetIds(FragmentCount.sets(paddedMessage.length, fragmentLen), entropy));
  }

  /**
   * Splits a message into sets with given ids.
   *
   * @param setIds one per set, distinct, each 1 … 2^31 − 1; not copied
   */
  public Fragmenter(byte[] paddedMessage, int fragmentLen, int[] setIds) {
    this(paddedMessage, paddedMessage.length, fragmentLen, setIds);
  }

  private Fragmenter(byte[] message, int paddedLen, int fragmentLen, int[] setIds) {
    if (paddedLen == 0) {
      throw new IllegalArgumentException("a padded message has at least one byte");
    }
    int sets = FragmentCount.sets(paddedLen, fragmentLen);
    if (setIds.length != sets) {
      throw new IllegalArgumentException("needs " + sets + " set ids, got " + setIds.length);
    }
    this.message = message;
    this.paddedLen = paddedLen;
    this.setIds = setIds;
    this.count = FragmentCount.required(paddedLen, fragmentLen).fragments();
    this.unlinked = (int) FragmentCount.unlinkedPayload(fragmentLen);
    this.linked = (int) FragmentCount.linkedPayload(fragmentLen);
  }

  /**
   * Splits a message that is not padded; the padding is made with the last fragments.
   *
   * @param serialized at least one byte; not copied
   * @param fragmentLen length of each fragment, header included
   */
  public static Fragmenter padding(byte[] serialized, int fragmentLen, Entropy entropy) {
    int paddedLen = MessagePadding.paddedLen(serialized.length, fragmentLen);
    int[] setIds = drawSetIds(FragmentCount.sets(paddedLen, fragmentLen), entropy);
    return new Fragmenter(serialized, paddedLen, fragmentLen, setIds);
  }

  /**
   * The same as once before, from the set ids of then.
   *
   * @param setIds as {@link #setIds()} gave them; not copied
   * @return {@code null} when a message of this length does not have such sets
   */
  public static Fragmenter padding(byte[] serialized, int fragmentLen, int[] setIds) {
    int paddedLen = MessagePadding.paddedLen(serialized.length, fragmentLen);
    boolean fits = FragmentCount.sets(paddedLen, fragmentLen) == setIds.length;
    return fits && areValid(setIds)
        ? new Fragmenter(serialized, paddedLen, fragmentLen, setIds)
        : null;
  }

  private static boolean areValid(int[] setIds) {
    Set<Integer> seen = new HashSet<>();
    for (int id : setIds) {
      if (id < 1 || !seen.add(id)) {
        return false;
      }
    }
    return true;
  }

  /** Random ids, distinct within the message, each 1 … 2^31 − 1. */
  static int[] drawSetIds(int sets, Entropy entropy) {
    int[] ids = new int[sets];
    Set<Integer> drawn = new HashSet<>();
    for (int i = 0; i < sets; i++) {
      do {
        ids[i] = 1 + entropy.below(Integer.MAX_VALUE);
      } while (!drawn.add(ids[i]));
    }
    return ids;
  }

  /** The number of fragments in all sets. */
  public int count() {
    return count;
  }

  /** The id of each set, in the order of the message; by reference. */
  public int[] setIds() {
    return setIds;
  }

  /** The serialized fragment at an index 0 … count − 1, in the order of the message. */
  public byte[] fragment(int index) {
    Fragment header = header(index);
    int offset = offset(index);
    int room = header.linkedSetId() == Fragment.NO_LINK ? unlinked : linked;
    int len = Math.min(room, paddedLen - offset);
    return offset + len <= message.length
        ? header.toBytes(message, offset, len)
        : header.toBytes(padded(offset, len), 0, len);
  }

  /** The fragment's name in acknowledgements. */
  public FragmentId id(int index) {
    return header(index).id();
  }

  /** A stretch of the padded message that reaches into the padding. */
  private byte[] padded(int offset, int len) {
    byte[] out = new byte[len];
    int left = message.length - offset;
    if (left >= 0) {
      System.arraycopy(message, offset, out, 0, left);
      out[left] = MessagePadding.MARKER;
    }
    return out;
  }

  private Fragment header(int index) {
    if (index < 0 || index >= count) {
      throw new IllegalArgumentException("there are " + count + " fragments, not number " + index);
    }
    int set = index / FragmentCount.MAX_PER_SET;
    int position = index % FragmentCount.MAX_PER_SET + 1;
    int total = Math.min(FragmentCount.MAX_PER_SET, count - set * FragmentCount.MAX_PER_SET);
    int link = Fragment.NO_LINK;
    if (position == 1 && set > 0) {
      link = setIds[set - 1];
    } else if (position == FragmentCount.MAX_PER_SET && set < setIds.length - 1) {
      link = setIds[set + 1];
    }
    return new Fragment(setIds[set], total, position, link);
  }

  /** Every linked fragment before this one holds three bytes less than the others. */
  private int offset(int index) {
    int links = 0;
    if (setIds.length > 1) {
      int set = index / FragmentCount.MAX_PER_SET;
      boolean pastFirst = set > 0 && index % FragmentCount.MAX_PER_SET > 0;
      links = 2 * set - (set > 0 ? 1 : 0) + (pastFirst ? 1 : 0);
    }
    return index * unlinked - links * (unlinked - linked);
  }
}
