package org.peapod.reply;

import org.peapod.address.SenderTag;

/** Whether a reply may be taken; what is refused here is heard of by the caller at once. */
final class ReplyAdmission {
  private final ReplyLimits limits;
  private final ReceivedSurbs surbs;
  private final ReplyDispatch dispatch;

  ReplyAdmission(ReplyLimits limits, ReceivedSurbs surbs, ReplyDispatch dispatch) {
    this.limits = limits;
    this.surbs = surbs;
    this.dispatch = dispatch;
  }

  /** The rule that a reply of these bytes would break, or {@code null}. */
  ReplyFault refusal(SenderTag tag, byte[] data) {
    if (data.length == 0) {
      return ReplyFault.EMPTY_REPLY;
    }
    if (!surbs.knows(tag)) {
      return ReplyFault.UNKNOWN_TAG;
    }
    if (data.length > limits.replyBytes()) {
      return ReplyFault.REPLY_TOO_LARGE;
    }
    if (dispatch.open().size() >= limits.replies()) {
      return ReplyFault.TOO_MANY_REPLIES;
    }
    return dispatch.open().bytes() + data.length > limits.replyBytes()
        ? ReplyFault.TOO_MANY_BYTES
        : null;
  }

  /** Refuses the caller's mistake of a number that means nothing or another reply. */
  void requireFree(int number) {
    if (number < 0 || dispatch.open().get(number) != null) {
      throw new IllegalArgumentException("needs a number of 0 or more that no reply has now");
    }
  }
}
