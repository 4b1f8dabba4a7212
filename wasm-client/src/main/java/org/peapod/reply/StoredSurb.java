package org.peapod.reply;

import org.peapod.address.SenderTag;
import org.peapod.message.ReplySurb;

/** A SURB that we received and have not used, as it is kept and saved. */
public final class StoredSurb {
  private final SenderTag tag;
  private final KeyDigest digest;
  private final ReplySurb surb;
  private final double receivedWallMs;
  private boolean stale;

  /**
   * A SURB of a sender.
   *
   * @param receivedWallMs when it came, Unix milliseconds
   * @param stale whether the network's keys have changed since, so that it may soon be dead
   */
  public StoredSurb(SenderTag tag, ReplySurb surb, double receivedWallMs, boolean stale) {
    this.tag = tag;
    this.digest = KeyDigest.of(surb.replyKey());
    this.surb = surb;
    this.receivedWallMs = receivedWallMs;
    this.stale = stale;
  }

  /** Who can be answered with it. */
  public SenderTag tag() {
    return tag;
  }

  /** Its name among the changes of the store: the digest of its reply key. */
  public KeyDigest digest() {
    return digest;
  }

  /** The SURB itself, by reference; secret. */
  public ReplySurb surb() {
    return surb;
  }

  /** When it came, Unix milliseconds. */
  public double receivedWallMs() {
    return receivedWallMs;
  }

  /** Whether the network's keys have changed since it came. */
  public boolean isStale() {
    return stale;
  }

  void becomeStale() {
    stale = true;
  }
}
