package org.peapod.reply;

/** What the replies have counted since the start. */
public final class ReplyCounters {
  long requestsAnswered;
  long requestsRefused;
  long rerequests;

  /** Requests for our SURBs that were heard. */
  public long requestsAnswered() {
    return requestsAnswered;
  }

  /** Requests for our SURBs from someone we never wrote to, or under another's address. */
  public long requestsRefused() {
    return requestsRefused;
  }

  /** Requests of ours that were repeated because no SURBs came. */
  public long rerequests() {
    return rerequests;
  }
}
