package org.peapod.message;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.peapod.bytes.Fault;
import org.peapod.bytes.Result;

/**
 * Puts messages together from fragments in any order, each message given out once, in bounded
 * memory (chapter 2, 4.5; chapter 5, A8).
 *
 * <p>Where the memory is full the set that has waited longest gives way. A set is forgotten a day
 * after its last fragment; a complete set waits on as long as the sets of its message that it
 * already forms a row with go on arriving. Fragments of plain, repliable and reply packets share
 * one reassembler.
 */
public final class Reassembler {
  /**
   * A set without a new fragment for this long is given up. Its sender holds the fragments that
   * came for delivered and sends only the others, be it after an outage of hours or a restart: to
   * forget them sooner, as the stock client does after 30 minutes, is to lose the message without
   * anybody knowing. The limits bound the memory, not this.
   */
  public static final double EXPIRY_MS = 86_400_000;

  private static final ReassemblyOutcome INCOMPLETE = new ReassemblyOutcome.Incomplete();
  private static final ReassemblyOutcome DUPLICATE = new ReassemblyOutcome.Duplicate();

  private final OpenSets open;
  private final UsedSetIds used;

  /**
   * How much may be held.
   *
   * @param maxOpenSets sets of unfinished messages, at least 1
   * @param maxHeldBytes their payloads and bookkeeping; longer messages cannot be received
   * @param maxUsedIds remembered ids of finished sets, at least 1
   */
  public record Limits(int maxOpenSets, int maxHeldBytes, int maxUsedIds) {
    /** Room for one message of 60 MB, or 1024 smaller ones at a time. */
    public static final Limits DEFAULT = new Limits(1024, 64 << 20, 100_000);

    /** Refuses limits under which nothing could be received. */
    public Limits {
      if (maxOpenSets < 1 || maxHeldBytes < 1 || maxUsedIds < 1) {
        throw new IllegalArgumentException("every limit of reassembly is at least 1");
      }
    }
  }

  /** An empty reassembler. */
  public Reassembler(Limits limits) {
    this.open = new OpenSets(limits.maxOpenSets(), limits.maxHeldBytes());
    this.used = new UsedSetIds(limits.maxUsedIds());
  }

  /**
   * Takes one decrypted fragment.
   *
   * @param nowMs monotonic milliseconds
   * @param fragmentBytes header and payload; not kept
   */
  public ReassemblyOutcome accept(double nowMs, byte[] fragmentBytes) {
    expire(nowMs);
    Result<Fragment> parsed = Fragment.parse(fragmentBytes);
    if (parsed.isFault()) {
      return refused(parsed.fault());
    }
    Fragment fragment = parsed.value();
    ReassemblyOutcome objection = objection(nowMs, fragment);
    if (objection != null) {
      return objection;
    }
    FragmentSet set = open.put(nowMs, fragment, payload(fragment, fragmentBytes));
    if (set == null) {
      return refused(MessageFault.REASSEMBLY_FULL);
    }
    return set.isComplete() ? join(nowMs, set) : INCOMPLETE;
  }

  /** The sets that were used and are remembered, oldest first. */
  public List<UsedSet> usedSets() {
    return used.all();
  }

  /** The fragments of unfinished messages, set after set, the set heard of longest ago first. */
  public List<HeldFragment> heldFragments() {
    return open.fragments();
  }

  /** Remembers the used sets of an earlier run, oldest first; to be done before anything else. */
  public void restoreUsed(List<UsedSet> sets) {
    for (UsedSet set : sets) {
      used.add(set.usedMs(), set.id());
    }
  }

  /**
   * Takes back a fragment of an earlier run, the oldest first; one that {@link #accept} would not
   * store has no effect. Nothing is given out: a message that is complete, because the earlier run
   * ended between storing its last fragment and giving it out, waits for {@link #takeRestored}.
   *
   * @param nowMs when it was received, on the monotonic clock of this run: mostly negative
   */
  public void restoreFragment(double nowMs, byte[] bytes) {
    Result<Fragment> parsed = Fragment.parse(bytes);
    if (parsed.isOk() && objection(nowMs, parsed.value()) == null) {
      open.put(nowMs, parsed.value(), payload(parsed.value(), bytes));
    }
  }

  /**
   * Gives out a message that is complete by what was restored; to be asked again until it gives
   * {@code null}. Sets that are complete, but wait for others of their message, wait from now on.
   *
   * @return {@code Complete}, {@code Refused} as {@link #accept} would, or {@code null}: no more
   */
  public ReassemblyOutcome takeRestored(double nowMs) {
    expire(nowMs);
    for (FragmentSet set : open.complete()) {
      ReassemblyOutcome outcome = join(nowMs, set);
      if (outcome != INCOMPLETE) {
        return outcome;
      }
    }
    return null;
  }

  /** Forgets what has waited too long; also done by {@link #accept}. */
  public void expire(double nowMs) {
    open.expire(nowMs - EXPIRY_MS);
    used.expire(nowMs);
  }

  /** Sets of unfinished messages held now. */
  public int openSets() {
    return open.size();
  }

  /** Bytes held now for unfinished messages, bookkeeping included. */
  public long heldBytes() {
    return open.heldBytes();
  }

  /** Ids of finished sets remembered now. */
  public int usedIds() {
    return used.size();
  }

  /** Sets that gave way because the memory was full, ever. */
  public long evictedSets() {
    return open.evicted();
  }

  /** Why a fragment is not stored, or {@code null}. */
  private ReassemblyOutcome objection(double nowMs, Fragment fragment) {
    if (used.contains(fragment.setId())) {
      return DUPLICATE;
    }
    FragmentSet set = open.get(fragment.setId());
    if (set != null && set.total != fragment.total()) {
      return refused(MessageFault.SET_TOTAL_DIFFERS);
    }
    if (set != null && set.has(fragment.position())) {
      open.touch(nowMs, set);
      return DUPLICATE;
    }
    return isLinkRefused(fragment) ? refused(MessageFault.SET_LINK_ONE_SIDED) : null;
  }

  private static byte[] payload(Fragment fragment, byte[] bytes) {
    return Arrays.copyOfRange(bytes, fragment.headerLen(), bytes.length);
  }

  /** Whether what is known of the set that a fragment names as neighbour excludes it. */
  private boolean isLinkRefused(Fragment fragment) {
    int neighbourId = fragment.linkedSetId();
    if (neighbourId == Fragment.NO_LINK) {
      return false;
    }
    if (used.contains(neighbourId)) {
      return true;
    }
    FragmentSet neighbour = open.get(neighbourId);
    if (neighbour == null) {
      return false;
    }
    int back = fragment.position() == 1 ? neighbour.next() : neighbour.previous();
    return back != FragmentSet.UNKNOWN && back != fragment.setId();
  }

  /** Gives out the message of a set just completed, if its other sets are complete as well. */
  private ReassemblyOutcome join(double nowMs, FragmentSet set) {
    FragmentSet before = open.complete(set.previous());
    FragmentSet after = open.complete(set.next());
    if ((before != null && before.next() != set.id)
        || (after != null && after.previous() != set.id)) {
      finish(nowMs, List.of(set));
      return refused(MessageFault.SET_LINK_ONE_SIDED);
    }
    ArrayDeque<FragmentSet> row = new ArrayDeque<>();
    row.add(set);
    while (before != null && before != set) {
      row.addFirst(before);
      before = open.complete(before.previous());
    }
    boolean circle = before == set;
    while (after != null && !circle) {
      row.addLast(after);
      after = open.complete(after.next());
    }
    List<FragmentSet> sets = new ArrayList<>(row);
    return circle ? refuseCircle(nowMs, sets) : joinRow(nowMs, sets);
  }

  /** Neighbours in the row name each other: each pair was checked when its later one completed. */
  private ReassemblyOutcome joinRow(double nowMs, List<FragmentSet> row) {
    boolean whole =
        row.get(0).previous() == Fragment.NO_LINK
            && row.get(row.size() - 1).next() == Fragment.NO_LINK;
    if (!whole) {
      for (FragmentSet set : row) {
        open.touch(nowMs, set);
      }
      return INCOMPLETE;
    }
    finish(nowMs, row);
    int[] setIds = new int[row.size()];
    for (int i = 0; i < setIds.length; i++) {
      setIds[i] = row.get(i).id;
    }
    Result<byte[]> message = MessageAssembly.join(row);
    return message.isFault()
        ? refused(message.fault())
        : new ReassemblyOutcome.Complete(message.value(), setIds);
  }

  private ReassemblyOutcome refuseCircle(double nowMs, List<FragmentSet> circle) {
    finish(nowMs, circle);
    return refused(MessageFault.SET_LINKS_IN_CIRCLE);
  }

  private void finish(double nowMs, List<FragmentSet> sets) {
    for (FragmentSet set : sets) {
      open.remove(set);
      used.add(nowMs, set.id);
    }
  }

  private static ReassemblyOutcome refused(Fault fault) {
    return new ReassemblyOutcome.Refused(fault);
  }
}
