package org.peapod.message;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.peapod.bytes.Fault;
import org.peapod.bytes.Result;

/**
 * Puts messages together from fragments in any order, each message given out once, in bounded
 * memory (chapter 2, 4.5; chapter 5, A8).
 *
 * <p>Where the memory is full the set that has waited longest gives way. A set is forgotten 30
 * minutes after its last fragment; a complete set waits on as long as the sets of its message that
 * it already forms a row with go on arriving. Fragments of plain, repliable and reply packets share
 * one reassembler.
 */
public final class Reassembler {
  /** A set without a new fragment for this long is given up. */
  public static final double EXPIRY_MS = 1_800_000;

  private static final ReassemblyOutcome INCOMPLETE = new ReassemblyOutcome.Incomplete();
  private static final ReassemblyOutcome DUPLICATE = new ReassemblyOutcome.Duplicate();

  private final Limits limits;

  /** Unfinished sets by id, the one touched longest ago first. */
  private final Map<Integer, FragmentSet> open = new LinkedHashMap<>();

  private final UsedSetIds used;
  private long heldBytes;
  private long evictedSets;

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
    this.limits = limits;
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
    if (used.contains(fragment.setId())) {
      return DUPLICATE;
    }
    FragmentSet set = open.get(fragment.setId());
    if (set != null && set.total != fragment.total()) {
      return refused(MessageFault.SET_TOTAL_DIFFERS);
    }
    if (set != null && set.has(fragment.position())) {
      touch(nowMs, set);
      return DUPLICATE;
    }
    if (isLinkRefused(fragment)) {
      return refused(MessageFault.SET_LINK_ONE_SIDED);
    }
    return store(nowMs, fragment, set, fragmentBytes);
  }

  /** Forgets what has waited too long; also done by {@link #accept}. */
  public void expire(double nowMs) {
    Iterator<FragmentSet> sets = open.values().iterator();
    while (sets.hasNext()) {
      FragmentSet oldest = sets.next();
      if (oldest.touchedMs + EXPIRY_MS > nowMs) {
        break;
      }
      heldBytes -= oldest.heldBytes();
      sets.remove();
    }
    used.expire(nowMs);
  }

  /** Sets of unfinished messages held now. */
  public int openSets() {
    return open.size();
  }

  /** Bytes held now for unfinished messages, bookkeeping included. */
  public long heldBytes() {
    return heldBytes;
  }

  /** Ids of finished sets remembered now. */
  public int usedIds() {
    return used.size();
  }

  /** Sets that gave way because the memory was full, ever. */
  public long evictedSets() {
    return evictedSets;
  }

  private ReassemblyOutcome store(
      double nowMs, Fragment fragment, FragmentSet known, byte[] fragmentBytes) {
    int payloadLen = fragmentBytes.length - fragment.headerLen();
    long cost = (long) payloadLen + FragmentSet.FRAGMENT_OVERHEAD;
    if (!makeRoom(fragment, known, cost)) {
      return refused(MessageFault.REASSEMBLY_FULL);
    }
    FragmentSet set = known;
    if (set == null) {
      set = new FragmentSet(fragment);
      heldBytes += set.heldBytes();
    }
    set.put(
        fragment, Arrays.copyOfRange(fragmentBytes, fragment.headerLen(), fragmentBytes.length));
    heldBytes += cost;
    touch(nowMs, set);
    return set.isComplete() ? join(nowMs, set) : INCOMPLETE;
  }

  /** Makes older sets give way; false, and nothing done, when that would not help. */
  private boolean makeRoom(Fragment fragment, FragmentSet known, long payloadCost) {
    long cost = payloadCost + (known == null ? FragmentSet.emptyCost(fragment.total()) : 0);
    long own = known == null ? 0 : known.heldBytes();
    if (own + cost > limits.maxHeldBytes()) {
      return false;
    }
    Iterator<FragmentSet> oldest = open.values().iterator();
    while (heldBytes + cost > limits.maxHeldBytes()
        || (known == null && open.size() >= limits.maxOpenSets())) {
      FragmentSet victim = oldest.next();
      if (victim != known) {
        heldBytes -= victim.heldBytes();
        evictedSets++;
        oldest.remove();
      }
    }
    return true;
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
    FragmentSet before = complete(set.previous());
    FragmentSet after = complete(set.next());
    if ((before != null && before.next() != set.id)
        || (after != null && after.previous() != set.id)) {
      finish(nowMs, List.of(set));
      return refused(MessageFault.SET_LINK_ONE_SIDED);
    }
    ArrayDeque<FragmentSet> row = new ArrayDeque<>();
    row.add(set);
    while (before != null && before != set) {
      row.addFirst(before);
      before = complete(before.previous());
    }
    boolean circle = before == set;
    while (after != null && !circle) {
      row.addLast(after);
      after = complete(after.next());
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
        touch(nowMs, set);
      }
      return INCOMPLETE;
    }
    finish(nowMs, row);
    Result<byte[]> message = MessageAssembly.join(row);
    return message.isFault()
        ? refused(message.fault())
        : new ReassemblyOutcome.Complete(message.value());
  }

  private ReassemblyOutcome refuseCircle(double nowMs, List<FragmentSet> circle) {
    finish(nowMs, circle);
    return refused(MessageFault.SET_LINKS_IN_CIRCLE);
  }

  private FragmentSet complete(int id) {
    FragmentSet set = open.get(id);
    return set != null && set.isComplete() ? set : null;
  }

  private void finish(double nowMs, List<FragmentSet> sets) {
    for (FragmentSet set : sets) {
      open.remove(set.id);
      heldBytes -= set.heldBytes();
      used.add(nowMs, set.id);
    }
  }

  private void touch(double nowMs, FragmentSet set) {
    set.touchedMs = nowMs;
    open.remove(set.id);
    open.put(set.id, set);
  }

  private static ReassemblyOutcome refused(Fault fault) {
    return new ReassemblyOutcome.Refused(fault);
  }
}
