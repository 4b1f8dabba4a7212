package org.peapod.reply;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import org.peapod.address.ClientAddress;
import org.peapod.address.SenderTag;
import org.peapod.crypto.SeededEntropy;
import org.peapod.message.Fragment;
import org.peapod.message.FragmentCipher;
import org.peapod.message.FragmentId;
import org.peapod.message.NymMessage;
import org.peapod.message.Reassembler;
import org.peapod.message.ReassemblyOutcome;

/**
 * Alice writes to Bob anonymously, Bob answers. Fragments of replies are really encrypted, lost at
 * random, opened by key, checked for their way and put together; what Alice sends is not lost, as
 * it is repeated until it is acknowledged.
 */
final class TwoRoles {
  private static final double WAY_MS = 100;
  private static final double ACK_TIMEOUT_MS = 1_635;

  final SeededEntropy entropy;
  final Replier bob = new Replier();
  final Replier alice = new Replier();
  final List<byte[]> received = new ArrayList<>();
  final List<Integer> acknowledged = new ArrayList<>();
  final List<Integer> failed = new ArrayList<>();
  int requestsSent;
  private final int lossPercent;
  private final Reassembler reassembler = new Reassembler(Reassembler.Limits.DEFAULT);
  private final FragmentOrigins origins = new FragmentOrigins(100);
  private final Set<KeyDigest> used = new HashSet<>();
  private final PriorityQueue<Event> events = new PriorityQueue<>();
  private final SenderTag tag;
  private double nowMs;
  private int numbers;
  private long order;

  private record Event(double atMs, long order, Runnable body) implements Comparable<Event> {
    @Override
    public int compareTo(Event other) {
      int byTime = Double.compare(atMs, other.atMs);
      return byTime != 0 ? byTime : Long.compare(order, other.order);
    }
  }

  TwoRoles(int seed, int lossPercent) {
    this.entropy = new SeededEntropy(seed);
    this.lossPercent = lossPercent;
    this.tag = alice.stores.tags().forRecipient(Samples.BOB);
  }

  void aliceWrites(int surbs) {
    deliverSurbs(surbs, false);
  }

  ReplyFault bobReplies(byte[] data) {
    return bob.controller.reply(nowMs, numbers++, tag, data);
  }

  void runUntilIdle(double untilMs) {
    bobActs();
    while (nowMs < untilMs) {
      double next = bob.controller.deadlineMs();
      if (!events.isEmpty() && events.peek().atMs() <= next) {
        Event event = events.poll();
        nowMs = Math.max(nowMs, event.atMs());
        event.body().run();
      } else if (next <= untilMs) {
        nowMs = Math.max(nowMs, next);
        bob.controller.timer(nowMs, nowMs);
      } else {
        return;
      }
      bobActs();
      aliceActs();
    }
  }

  private void at(double afterMs, Runnable body) {
    events.add(new Event(nowMs + afterMs, order++, body));
  }

  private boolean isLost() {
    return entropy.below(100) < lossPercent;
  }

  private void deliverSurbs(int count, boolean requested) {
    var surbs = Samples.surbs(entropy, count, bob.label);
    surbs.forEach(surb -> alice.stores.keys().add(nowMs, tag, surb));
    bob.controller.surbsArrived(nowMs, nowMs, tag, surbs, requested);
  }

  private void bobActs() {
    for (ReplyOutput out : bob.drain()) {
      if (out instanceof ReplyOutput.SendWithSurb send) {
        send(send);
      } else if (out instanceof ReplyOutput.ReplyAcknowledged done) {
        acknowledged.add(done.message());
      } else if (out instanceof ReplyOutput.ReplyFailed gone) {
        failed.add(gone.message());
      }
    }
  }

  private void send(ReplyOutput.SendWithSurb send) {
    if (!used.add(KeyDigest.of(send.surb().replyKey()))) {
      throw new IllegalStateException("a SURB was used twice");
    }
    if (send.kind() == ReplyOutput.Kind.SURB_REQUEST && !send.again()) {
      requestsSent++;
    }
    byte[] blob = FragmentCipher.sealReply(send.fragment(), send.surb().replyKey());
    FragmentId id = send.id();
    bob.controller.left(id);
    if (!isLost()) {
      at(WAY_MS, () -> arrive(blob));
      if (!isLost()) {
        at(2 * WAY_MS, () -> bob.controller.acknowledged(nowMs, id));
      }
    }
    at(ACK_TIMEOUT_MS, () -> bob.controller.resend(nowMs, id));
  }

  private void arrive(byte[] blob) {
    OpenedReply opened = alice.stores.keys().open(blob);
    if (opened == null) {
      throw new IllegalStateException("a reply under a key that Alice does not have");
    }
    Fragment fragment = Fragment.parse(opened.fragment()).value();
    if (!origins.isConsistent(fragment, opened.tag())) {
      throw new IllegalStateException("all came by the same way");
    }
    ReassemblyOutcome outcome = reassembler.accept(nowMs, opened.fragment());
    if (outcome instanceof ReassemblyOutcome.Complete complete) {
      NymMessage message = NymMessage.parse(complete.message()).value();
      if (message instanceof NymMessage.ReplyData reply) {
        received.add(reply.data());
      } else if (message instanceof NymMessage.SurbRequest request) {
        ClientAddress from = ClientAddress.fromBytes(request.recipient()).value();
        alice.controller.surbRequested(opened.tag(), from, request.amount());
      }
    }
  }

  private void aliceActs() {
    for (ReplyOutput out : alice.drain()) {
      ReplyOutput.SendSurbs batch = (ReplyOutput.SendSurbs) out;
      at(
          WAY_MS,
          () -> {
            deliverSurbs(batch.amount(), true);
            alice.controller.surbsSent(batch.recipient());
          });
    }
  }
}
