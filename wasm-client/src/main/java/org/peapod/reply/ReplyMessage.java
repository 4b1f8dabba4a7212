package org.peapod.reply;

import org.peapod.crypto.Entropy;
import org.peapod.message.FragmentCount;
import org.peapod.message.FragmentId;
import org.peapod.message.Fragmenter;
import org.peapod.message.MessagePadding;
import org.peapod.message.MessageSizes;
import org.peapod.message.NymMessage;
import org.peapod.sphinx.PacketSize;

/** A reply, or a request for SURBs, on its way to one anonymous sender. */
final class ReplyMessage {
  final int number;
  final ReplyOutput.Kind kind;
  final Conversation conversation;
  final PacketSize size;

  /** What the limits count: bytes of a reply; for a request, the SURBs it asks for. */
  final int amount;

  private final byte[] padded;
  private final Fragmenter fragments;
  private final boolean[] acknowledged;

  /** Fragments before this index were given out at least once. */
  private int started;

  /** Fragments that were never given out and have to be. */
  private int notStarted;

  private int leftCount;
  private int acknowledgedCount;

  ReplyMessage(
      int number,
      Conversation conversation,
      NymMessage.Reply message,
      PacketSize size,
      int amount,
      Entropy entropy) {
    this.number = number;
    this.conversation = conversation;
    this.size = size;
    this.amount = amount;
    this.kind =
        message instanceof NymMessage.SurbRequest
            ? ReplyOutput.Kind.SURB_REQUEST
            : ReplyOutput.Kind.DATA;
    int fragmentLen = MessageSizes.of(size).fragmentLen();
    this.padded = MessagePadding.pad(message, fragmentLen);
    this.fragments = new Fragmenter(padded, fragmentLen, entropy);
    this.acknowledged = new boolean[fragments.count()];
    this.notStarted = acknowledged.length;
  }

  /** A reply that was saved; at least one fragment of it is not acknowledged. */
  ReplyMessage(OpenReply saved, Conversation conversation) {
    this.number = saved.number();
    this.conversation = conversation;
    this.size = saved.size();
    this.amount = saved.padded().length;
    this.kind = ReplyOutput.Kind.DATA;
    this.padded = saved.padded();
    this.fragments =
        new Fragmenter(padded, MessageSizes.of(size).fragmentLen(), saved.setIds().clone());
    this.acknowledged = saved.acknowledged().clone();
    if (acknowledged.length != fragments.count()) {
      throw new IllegalArgumentException("the reply has " + fragments.count() + " fragments");
    }
    for (boolean done : acknowledged) {
      leftCount += done ? 1 : 0;
    }
    this.acknowledgedCount = leftCount;
    this.notStarted = acknowledged.length - leftCount;
    if (notStarted == 0) {
      throw new IllegalArgumentException("the reply is acknowledged already");
    }
  }

  OpenReply open() {
    int[] setIds = new int[FragmentCount.sets(padded.length, MessageSizes.of(size).fragmentLen())];
    for (int set = 0; set < setIds.length; set++) {
      setIds[set] = fragments.id(set * FragmentCount.MAX_PER_SET).setId();
    }
    return new OpenReply(number, conversation.tag, size, padded, setIds, acknowledged.clone());
  }

  boolean isRequest() {
    return kind == ReplyOutput.Kind.SURB_REQUEST;
  }

  byte[] fragment(int index) {
    return fragments.fragment(index);
  }

  FragmentId id(int index) {
    return fragments.id(index);
  }

  int started() {
    return started;
  }

  /** The index of the next fragment to be given out for the first time; there must be one. */
  int startNext() {
    while (acknowledged[started]) {
      started++;
    }
    notStarted--;
    return started++;
  }

  int notStarted() {
    return notStarted;
  }

  void oneLeft() {
    leftCount++;
  }

  void acknowledged(int index) {
    acknowledged[index] = true;
    acknowledgedCount++;
  }

  boolean isSent() {
    return leftCount == acknowledged.length;
  }

  boolean isAcknowledged() {
    return acknowledgedCount == acknowledged.length;
  }

  ReplyOutput progress() {
    return new ReplyOutput.ReplyProgress(number, leftCount, acknowledgedCount, acknowledged.length);
  }
}
