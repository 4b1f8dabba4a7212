package org.peapod.message;

import java.util.HashSet;
import java.util.Set;
import org.peapod.crypto.Entropy;

/**
 * The fragments of one padded message, made when asked for: the message is held once and never
 * copied as a whole (chapter 2, 4.2 and 4.3).
 *
 * <p>The array is not copied and must not be changed. The same index gives the same bytes each
 * time, which is what a retransmission needs.
 */
public final class Fragmenter {
  private final byte[] message;
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
    if (paddedMessage.length == 0) {
      throw new IllegalArgumentException("a padded message has at least one byte");
    }
    int sets = FragmentCount.sets(paddedMessage.length, fragmentLen);
    if (setIds.length != sets) {
      throw new IllegalArgumentException("needs " + sets + " set ids, got " + setIds.length);
    }
    this.message = paddedMessage;
    this.setIds = setIds;
    this.count = FragmentCount.required(paddedMessage.length, fragmentLen).fragments();
    this.unlinked = (int) FragmentCount.unlinkedPayload(fragmentLen);
    this.linked = (int) FragmentCount.linkedPayload(fragmentLen);
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

  /** The serialized fragment at an index 0 … count − 1, in the order of the message. */
  public byte[] fragment(int index) {
    Fragment header = header(index);
    int offset = offset(index);
    int room = header.linkedSetId() == Fragment.NO_LINK ? unlinked : linked;
    return header.toBytes(message, offset, Math.min(room, message.length - offset));
  }

  /** The fragment's name in acknowledgements. */
  public FragmentId id(int index) {
    return header(index).id();
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
