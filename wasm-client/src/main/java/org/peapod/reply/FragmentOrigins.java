package org.peapod.reply;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.peapod.address.SenderTag;
import org.peapod.message.Fragment;

/**
 * Keeps a message from being put together of fragments that came by different ways: on SURBs of one
 * recipient, on SURBs of another, or to our open address.
 *
 * <p>Without this, whoever suspects that an address belongs to the sender it knows by a tag could
 * send half of a message to each and see whether the whole is acted on. The first fragment of a set
 * claims the set, and the set that it links to, for the way that it came by. Of messages of a
 * single fragment nothing is kept; of others the sets heard of last, up to a limit that is far
 * above the number of sets that a reassembler keeps open.
 */
public final class FragmentOrigins {
  /** Sets whose origin is remembered. */
  public static final int DEFAULT_LIMIT = 20_000;

  private final int limit;

  /** Set id to the tag of the SURBs, {@code null} for the open address; longest unheard first. */
  private final Map<Integer, SenderTag> claims = new LinkedHashMap<>();

  /** Remembers so many sets. */
  public FragmentOrigins(int limit) {
    this.limit = limit;
  }

  /**
   * Whether a fragment may be put to the others of its message.
   *
   * @param cameTo the tag of the SURB that it came on, {@code null} for the open address
   */
  public boolean isConsistent(Fragment fragment, SenderTag cameTo) {
    if (!mayBelong(fragment.setId(), cameTo)) {
      return false;
    }
    boolean linked = fragment.linkedSetId() != Fragment.NO_LINK;
    if (linked && !mayBelong(fragment.linkedSetId(), cameTo)) {
      return false;
    }
    if (linked) {
      claim(fragment.linkedSetId(), cameTo);
    }
    if (linked || fragment.total() > 1) {
      claim(fragment.setId(), cameTo);
    }
    return true;
  }

  /** Whether something is known of a set. */
  public boolean isKnown(int setId) {
    return claims.containsKey(setId);
  }

  /**
   * By which way the fragments of a set come.
   *
   * @return the tag of the SURBs; {@code null} for the open address, or when nothing is known
   */
  public SenderTag originOf(int setId) {
    return claims.get(setId);
  }

  /**
   * Claims a set as an earlier run had it.
   *
   * @param cameTo what {@link #originOf} gave, of a set that was known
   */
  public void restore(int setId, SenderTag cameTo) {
    claim(setId, cameTo);
  }

  private boolean mayBelong(int setId, SenderTag cameTo) {
    if (!claims.containsKey(setId)) {
      return true;
    }
    SenderTag claimed = claims.get(setId);
    return claimed == null ? cameTo == null : claimed.equals(cameTo);
  }

  private void claim(int setId, SenderTag cameTo) {
    claims.remove(setId);
    if (claims.size() >= limit) {
      Iterator<Integer> oldest = claims.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
    claims.put(setId, cameTo);
  }

  /** How many sets are remembered. */
  public int size() {
    return claims.size();
  }
}
