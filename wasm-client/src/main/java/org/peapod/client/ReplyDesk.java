package org.peapod.client;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.peapod.address.ClientAddress;
import org.peapod.message.FragmentId;
import org.peapod.message.ReplySurb;
import org.peapod.reply.AnonymousMessages;
import org.peapod.reply.ReplyController;
import org.peapod.reply.ReplyOutput;
import org.peapod.reply.ReplyPacketFactory;
import org.peapod.traffic.MessageKind;
import org.peapod.traffic.PacketSource;
import org.peapod.traffic.TrafficController;
import org.peapod.traffic.TrafficFault;
import org.peapod.traffic.TrafficOutput;

/**
 * Where replies meet the streams. Every fragment that the replies give out, and every batch of
 * SURBs, is a message of its own in the streams, under a number that no application uses; what the
 * streams say of that number goes back to the replies. As many errands as the streams hold
 * messages, no more.
 */
final class ReplyDesk {
  /**
   * What one number in the streams stands for.
   *
   * @param reply the application's number of the reply, or {@link ReplyOutput#NO_MESSAGE}
   * @param fragment the fragment on its SURB, or {@code null} for a batch of SURBs
   * @param surbsTo who gets the batch, or {@code null} for a fragment
   */
  private record Errand(int reply, FragmentId fragment, ClientAddress surbsTo) {}

  private final ReplyController replies;
  private final AnonymousMessages anonymous;
  private final SurbBench bench;
  private final ReplyPacketFactory packets;
  private final TrafficController traffic;
  private final StateKeeper keeper;
  private final SavedOutgoing saved;
  private final Map<Integer, Errand> errands = new HashMap<>();
  private int lastNumber;

  ReplyDesk(
      ReplyController replies,
      AnonymousMessages anonymous,
      SurbBench bench,
      ReplyPacketFactory packets,
      TrafficController traffic,
      StateKeeper keeper,
      SavedOutgoing saved) {
    this.replies = replies;
    this.anonymous = anonymous;
    this.bench = bench;
    this.packets = packets;
    this.traffic = traffic;
    this.keeper = keeper;
    this.saved = saved;
  }

  /** Messages of the streams that are ours. */
  int errands() {
    return errands.size();
  }

  /** Gives the streams what the replies have given out, and the application what they report. */
  void dispatch(Now now, ArrayDeque<ClientOutput> outputs) {
    for (ReplyOutput out = replies.poll(); out != null; out = replies.poll()) {
      if (out instanceof ReplyOutput.SendWithSurb send) {
        sendFragment(now, send);
      } else if (out instanceof ReplyOutput.Withdrawn withdrawn) {
        dropErrandsOf(errand -> withdrawn.id().equals(errand.fragment()));
      } else if (out instanceof ReplyOutput.SendSurbs batch) {
        orderSurbs(batch);
      } else {
        report(now, out, outputs);
      }
    }
  }

  /** Whether the streams spoke of an errand; the application is not to hear of it then. */
  boolean hears(Now now, TrafficOutput out) {
    if (out instanceof TrafficOutput.MessageQueued queued) {
      return isErrand(queued.message());
    } else if (out instanceof TrafficOutput.FragmentAcknowledged acknowledged) {
      return isErrand(acknowledged.message());
    } else if (out instanceof TrafficOutput.MessageProgress progress) {
      return isErrand(progress.message());
    } else if (out instanceof TrafficOutput.MessageSent sent) {
      sent(errands.get(sent.message()));
      return isErrand(sent.message());
    } else if (out instanceof TrafficOutput.MessageAcknowledged acknowledged) {
      errands.remove(acknowledged.message());
      return isErrand(acknowledged.message());
    } else if (out instanceof TrafficOutput.RenewalWanted wanted) {
      renew(now, wanted);
      return isErrand(wanted.message());
    } else if (out instanceof TrafficOutput.MessageFailed failed) {
      failed(now, errands.remove(failed.message()));
      return isErrand(failed.message());
    }
    return false;
  }

  /** Gives a reply up; false when there is no such reply any more. */
  boolean cancel(Now now, int reply) {
    boolean cancelled = replies.cancel(now.monoMs(), reply);
    if (cancelled) {
      dropErrandsOf(reply);
      saved.ended(now.monoMs(), reply);
    }
    return cancelled;
  }

  private void sendFragment(Now now, ReplyOutput.SendWithSurb send) {
    MessageKind kind =
        send.kind() == ReplyOutput.Kind.DATA ? MessageKind.REPLY : MessageKind.SURB_REQUEST;
    int number = nextNumber();
    errands.put(number, new Errand(send.message(), send.id(), null));
    TrafficFault refused = traffic.open(number, kind, send.size(), 1, send.fragment().length);
    if (refused == null) {
      PacketSource source = topology -> packets.build(topology, send);
      keeper.whenKept(() -> traffic.supply(number, send.id(), source, send.repeats()));
    } else {
      errands.remove(number);
      replies.returned(now.monoMs(), send.id());
    }
  }

  private void orderSurbs(ReplyOutput.SendSurbs batch) {
    int number = nextNumber();
    boolean ordered =
        bench.order(
            number, batch.tag(), batch.amount(), 0, (now, surbs) -> send(number, batch, surbs));
    if (!ordered) {
      // The peer asks again when it goes on waiting.
      replies.surbsSent(batch.recipient());
    }
  }

  private void send(int number, ReplyOutput.SendSurbs batch, List<ReplySurb> surbs) {
    errands.put(number, new Errand(ReplyOutput.NO_MESSAGE, null, batch.recipient()));
    boolean taken =
        surbs != null
            && traffic.hold(
                    number, batch.recipient(), anonymous.additionalSurbs(batch.tag(), surbs))
                == null;
    if (taken) {
      keeper.whenKept(() -> traffic.release(number));
    } else {
      errands.remove(number);
      replies.surbsSent(batch.recipient());
    }
  }

  private void report(Now now, ReplyOutput out, ArrayDeque<ClientOutput> outputs) {
    if (out instanceof ReplyOutput.FragmentAcknowledged one) {
      saved.fragmentAcknowledged(now.monoMs(), one.message(), one.index());
    } else if (out instanceof ReplyOutput.ReplyProgress p) {
      outputs.add(new ClientOutput.Progress(p.message(), p.left(), p.acknowledged(), p.total()));
    } else if (out instanceof ReplyOutput.ReplySent sent) {
      outputs.add(new ClientOutput.Sent(sent.message()));
    } else if (out instanceof ReplyOutput.ReplyAcknowledged acknowledged) {
      dropErrandsOf(acknowledged.message());
      saved.ended(now.monoMs(), acknowledged.message());
      outputs.add(new ClientOutput.Acknowledged(acknowledged.message()));
    } else if (out instanceof ReplyOutput.ReplyFailed failed) {
      dropErrandsOf(failed.message());
      saved.ended(now.monoMs(), failed.message());
      outputs.add(
          new ClientOutput.SendFailed(
              failed.message(), SendFaults.ofReply(failed.fault()), failed.fault().explanation()));
    }
  }

  private void sent(Errand errand) {
    if (errand != null && errand.fragment() != null) {
      replies.left(errand.fragment());
    } else if (errand != null) {
      replies.surbsSent(errand.surbsTo());
    }
  }

  /** The streams forget the fragment; if it is to be sent again, it comes as a new errand. */
  private void renew(Now now, TrafficOutput.RenewalWanted wanted) {
    if (errands.remove(wanted.message()) == null) {
      return;
    }
    traffic.drop(wanted.message());
    if (wanted.reason() == TrafficFault.NOT_ACKNOWLEDGED) {
      replies.resend(now.monoMs(), wanted.id());
    } else {
      replies.returned(now.monoMs(), wanted.id());
    }
  }

  private void failed(Now now, Errand errand) {
    if (errand != null && errand.fragment() != null) {
      replies.resend(now.monoMs(), errand.fragment());
    } else if (errand != null) {
      replies.surbsSent(errand.surbsTo());
    }
  }

  private void dropErrandsOf(int reply) {
    dropErrandsOf(errand -> errand.reply() == reply);
  }

  private void dropErrandsOf(Predicate<Errand> whose) {
    Iterator<Map.Entry<Integer, Errand>> all = errands.entrySet().iterator();
    while (all.hasNext()) {
      Map.Entry<Integer, Errand> one = all.next();
      if (whose.test(one.getValue())) {
        all.remove();
        traffic.drop(one.getKey());
      }
    }
  }

  /** Also one that is forgotten: what is left to hear of it is not for the application. */
  private static boolean isErrand(int number) {
    return number < 0 && number != NodeTesting.STREAM_NUMBER;
  }

  /** Below zero, where the numbers of applications never are, and above that of node tests. */
  private int nextNumber() {
    lastNumber = lastNumber == NodeTesting.STREAM_NUMBER + 1 ? -1 : lastNumber - 1;
    return lastNumber;
  }
}
