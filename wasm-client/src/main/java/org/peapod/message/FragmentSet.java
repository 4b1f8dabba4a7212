package org.peapod.message;

/** The fragments of one set that have arrived, and its links as far as known. */
final class FragmentSet {
  /** The fragment that would hold the link has not arrived. */
  static final int UNKNOWN = -1;

  /** What the bookkeeping of a set and of a fragment is charged in held bytes. */
  static final int OVERHEAD = 128;

  static final int FRAGMENT_OVERHEAD = 32;
  private static final int SLOT_LEN = 8;

  final int id;
  final int total;
  private final byte[][] payloads;
  private int present;
  private int previous = UNKNOWN;
  private int next;
  private int heldBytes;

  /** Time of the last fragment of this set, or of a set that it completed a row with. */
  double touchedMs;

  FragmentSet(Fragment first) {
    this.id = first.setId();
    this.total = first.total();
    this.payloads = new byte[total][];
    this.next = total == FragmentCount.MAX_PER_SET ? UNKNOWN : Fragment.NO_LINK;
    this.heldBytes = emptyCost(total);
  }

  /** What a set without fragments is charged. */
  static int emptyCost(int total) {
    return OVERHEAD + SLOT_LEN * total;
  }

  /** Whether this position has arrived. */
  boolean has(int position) {
    return payloads[position - 1] != null;
  }

  /** Stores a fragment that fits the set and has not arrived before. */
  void put(Fragment fragment, byte[] payload) {
    payloads[fragment.position() - 1] = payload;
    present++;
    heldBytes += payload.length + FRAGMENT_OVERHEAD;
    if (fragment.position() == 1) {
      previous = fragment.previousSetId();
    }
    if (fragment.position() == FragmentCount.MAX_PER_SET) {
      next = fragment.nextSetId();
    }
  }

  boolean isComplete() {
    return present == total;
  }

  /** Id of the set before, {@link Fragment#NO_LINK} or {@link #UNKNOWN}. */
  int previous() {
    return previous;
  }

  /** Id of the set after, {@link Fragment#NO_LINK} or {@link #UNKNOWN}. */
  int next() {
    return next;
  }

  int heldBytes() {
    return heldBytes;
  }

  /** The payload at an index 0 … total − 1; the set must be complete. */
  byte[] payload(int index) {
    return payloads[index];
  }

  /** Header and payload of a position that has arrived, as they came. */
  byte[] serialized(int position) {
    int link = Fragment.NO_LINK;
    if (position == 1) {
      link = previous;
    } else if (position == FragmentCount.MAX_PER_SET) {
      link = next;
    }
    byte[] payload = payloads[position - 1];
    return new Fragment(id, total, position, link).toBytes(payload, 0, payload.length);
  }

  /** Lets go of a payload that has been copied. */
  void release(int index) {
    payloads[index] = null;
  }
}
