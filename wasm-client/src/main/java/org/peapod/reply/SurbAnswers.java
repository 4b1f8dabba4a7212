package org.peapod.reply;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import org.peapod.address.ClientAddress;
import org.peapod.address.SenderTag;

/**
 * SURBs that recipients of ours have asked for and that are still to be sent (chapter 5, A9.7). One
 * batch per recipient is under way at a time, so that a long answer does not fill the send queue
 * and each batch is made for the network as it is when it leaves.
 */
final class SurbAnswers {
  /** Most SURBs in one message. */
  static final int MAX_BATCH = 100;

  /** Recipients that are answered at a time; requests of others are not heard. */
  static final int MAX_RECIPIENTS = 1_000;

  private final int maxAmount;
  private final Queue<ReplyOutput> outputs;

  /** Recipient to what it is still to get beside the batch under way. */
  private final Map<ClientAddress, Owed> owed = new LinkedHashMap<>();

  private static final class Owed {
    final SenderTag tag;
    int amount;

    Owed(SenderTag tag) {
      this.tag = tag;
    }
  }

  SurbAnswers(int maxAmount, Queue<ReplyOutput> outputs) {
    this.maxAmount = maxAmount;
    this.outputs = outputs;
  }

  /** Whether the request is heard; what one recipient may be owed is bounded as one request is. */
  boolean request(ClientAddress recipient, SenderTag tag, long amount) {
    Owed known = owed.get(recipient);
    if (known == null && owed.size() >= MAX_RECIPIENTS) {
      return false;
    }
    if (known == null) {
      known = new Owed(tag);
      owed.put(recipient, known);
      known.amount = (int) Math.min(maxAmount, amount);
      next(recipient);
    } else {
      known.amount = (int) Math.min(maxAmount, known.amount + amount);
    }
    return true;
  }

  /** The batch under way to a recipient has left or failed. */
  void next(ClientAddress recipient) {
    Owed known = owed.get(recipient);
    if (known == null) {
      return;
    }
    if (known.amount == 0) {
      owed.remove(recipient);
      return;
    }
    int batch = Math.min(MAX_BATCH, known.amount);
    known.amount -= batch;
    outputs.add(new ReplyOutput.SendSurbs(recipient, known.tag, batch));
  }
}
