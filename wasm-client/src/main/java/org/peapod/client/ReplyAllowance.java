package org.peapod.client;

import org.peapod.reply.SurbBudget;

/**
 * How many reply SURBs go along with a message.
 *
 * @param surbs 0 or more; what more than {@code NymMessage.MAX_SURBS} means, {@link
 *     MixnetClient#sendAnonymous} says
 */
public record ReplyAllowance(int surbs) {
  /** Enough for an answer of one packet. */
  public static ReplyAllowance usual() {
    return forBytes(SurbBudget.DEFAULT_REPLY_BYTES);
  }

  /** Enough for an answer of so many bytes to come at once, up to {@link SurbBudget#MAX_SURBS}. */
  public static ReplyAllowance forBytes(long replyBytes) {
    return new ReplyAllowance(SurbBudget.forReply((int) Math.min(replyBytes, Integer.MAX_VALUE)));
  }
}
