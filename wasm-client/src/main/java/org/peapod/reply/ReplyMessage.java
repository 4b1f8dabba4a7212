package org.peapod.reply;

import org.peapod.crypto.Entropy;
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

  private final Fragmenter fragments;

  /** Fragments that were given out at least once, in order. */
  private int started;

  private int left;
  private int acknowledged;

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
    this.fragments = new Fragmenter(MessagePadding.pad(message, fragmentLen), fragmentLen, entropy);
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

  int startNext() {
    return started++;
  }

  int notStarted() {
    return fragments.count() - started;
  }

  void oneLeft() {
    left++;
  }

  void oneAcknowledged() {
    acknowledged++;
  }

  boolean isSent() {
    return left == fragments.count();
  }

  boolean isAcknowledged() {
    return acknowledged == fragments.count();
  }

  ReplyOutput progress() {
    return new ReplyOutput.ReplyProgress(number, left, acknowledged, fragments.count());
  }
}
