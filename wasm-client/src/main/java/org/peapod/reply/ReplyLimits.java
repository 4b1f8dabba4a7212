package org.peapod.reply;

/**
 * What replies may hold in memory.
 *
 * @param replyKeys keys of SURBs that we gave out and that are unused; the oldest goes first
 * @param recipients recipients that know us by a tag; the longest unused goes first
 * @param tags anonymous senders whose SURBs we keep; the longest silent without waiting replies
 *     goes first
 * @param surbsPerTag SURBs of one sender; the oldest goes first
 * @param surbs SURBs of all senders
 * @param replies replies that are not yet wholly acknowledged
 * @param replyBytes bytes of those replies
 */
public record ReplyLimits(
    int replyKeys,
    int recipients,
    int tags,
    int surbsPerTag,
    int surbs,
    int replies,
    long replyBytes) {
  /**
   * Some 20 MB of keys, 12 MB of SURBs, 64 MiB of replies at most. 200,000 keys are SURBs for 320
   * MB of replies that are still to come; 2,000 SURBs of one sender are two of the largest budgets
   * ({@link SurbBudget#MAX_SURBS}).
   */
  public static final ReplyLimits DEFAULT =
      new ReplyLimits(200_000, 10_000, 2_000, 2_000, 20_000, 1_024, 64L << 20);

  /** Refuses limits that hold nothing. */
  public ReplyLimits {
    int least = Math.min(Math.min(replyKeys, recipients), Math.min(tags, surbsPerTag));
    if (Math.min(least, Math.min(surbs, replies)) < 1 || replyBytes < 1) {
      throw new IllegalArgumentException("every limit of the replies must be at least 1");
    }
  }
}
