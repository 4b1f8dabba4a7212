package org.peapod.reply;

import org.peapod.bytes.Fault;

/** Why a reply was not taken, not sent or not delivered. */
public enum ReplyFault implements Fault {
  /** No SURBs of such a sender are held: it never wrote to us, or they have all expired. */
  UNKNOWN_TAG("no SURBs of this sender are held; it must write again before it can be answered"),
  /** The network format knows no empty reply. */
  EMPTY_REPLY("a reply carries at least one byte"),
  /** As many replies wait as may. */
  TOO_MANY_REPLIES("as many replies wait as may; wait until some are delivered"),
  /** The replies that wait hold as many bytes as they may. */
  TOO_MANY_BYTES("the replies that wait hold as many bytes as they may"),
  /** A single reply is larger than all replies together may be. */
  REPLY_TOO_LARGE("the reply is larger than all replies together may be"),
  /** The sender was asked for SURBs again and again and sent none. */
  NO_SURBS_SENT("the sender was asked for more SURBs and sent none"),
  /** Not even one SURB was left to ask for more. */
  NO_SURBS_LEFT("no SURB is left to send the reply or to ask for more"),
  /** A packet of the reply was sent as often as allowed and never acknowledged. */
  NOT_ACKNOWLEDGED("a packet of the reply was sent again and again and never acknowledged"),
  /** No route: the topology has an empty layer or lacks our own gateway. */
  NO_ROUTE("the topology has no route to our own gateway");

  private final String explanation;

  ReplyFault(String explanation) {
    this.explanation = explanation;
  }

  @Override
  public String explanation() {
    return explanation;
  }
}
