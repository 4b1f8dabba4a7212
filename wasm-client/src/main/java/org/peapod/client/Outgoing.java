package org.peapod.client;

import java.util.ArrayDeque;
import java.util.List;
import org.peapod.address.ClientAddress;
import org.peapod.address.SenderTag;
import org.peapod.crypto.Entropy;
import org.peapod.message.FragmentId;
import org.peapod.message.NymMessage;
import org.peapod.message.ReplySurb;
import org.peapod.reply.AnonymousMessages;
import org.peapod.reply.ReplyController;
import org.peapod.reply.ReplyFault;
import org.peapod.reply.ReplyLimits;
import org.peapod.reply.ReplyPacketFactory;
import org.peapod.reply.ReplyStores;
import org.peapod.reply.SurbMaker;
import org.peapod.state.SavedMessage;
import org.peapod.state.StateLimits;
import org.peapod.topology.KeyRotationInfo;
import org.peapod.topology.Topology;
import org.peapod.traffic.OutgoingPacket;
import org.peapod.traffic.PacketFactory;
import org.peapod.traffic.TrafficConfig;
import org.peapod.traffic.TrafficController;
import org.peapod.traffic.TrafficCounters;
import org.peapod.traffic.TrafficFault;
import org.peapod.traffic.TrafficLimits;
import org.peapod.traffic.TrafficOutput;

/**
 * The way out: messages of the application, replies and SURBs become packets of the streams, and
 * what becomes of them is told. Exists from the first connection on, when the address is known.
 */
final class Outgoing {
  /** Takes the packets that leave, each with the fragment in it or {@link FragmentId#COVER}. */
  interface Gate {
    void forward(OutgoingPacket packet, FragmentId id);
  }

  private final ArrayDeque<ClientOutput> outputs;
  private final Gate gate;
  private final TrafficController traffic;
  private final ReplyController replies;
  private final AnonymousMessages anonymous;
  private final SurbBench bench;
  private final ReplyDesk desk;
  private final SavedOutgoing saved;
  private final NodeTesting nodeTesting;
  private final ReplyStores stores;
  private final ReplyPacketFactory replyPackets;
  private Topology topology;

  Outgoing(
      ClientConfig config,
      ClientSecrets secrets,
      ClientAddress self,
      ReplyStores stores,
      Entropy entropy,
      StateKeeper keeper,
      ArrayDeque<ClientOutput> outputs,
      Gate gate) {
    this.outputs = outputs;
    this.gate = gate;
    this.stores = stores;
    TrafficConfig streams = RoomConfigs.traffic(config);
    PacketFactory packets = new PacketFactory(self, secrets.ackKey(), streams, entropy);
    this.traffic = new TrafficController(streams, packets, entropy);
    this.replies =
        new ReplyController(
            RoomConfigs.replies(config),
            ReplyLimits.DEFAULT,
            self,
            stores,
            RoomConfigs.sizes(config),
            entropy);
    double delayMs = config.packetDelayMeanMs();
    this.anonymous =
        new AnonymousMessages(new SurbMaker(self, delayMs, entropy), stores.tags(), stores.keys());
    this.replyPackets =
        new ReplyPacketFactory(self, secrets.ackKey(), delayMs, config.ackDelayMeanMs(), entropy);
    this.saved = new SavedOutgoing(keeper, traffic, replies);
    this.bench = new SurbBench(anonymous);
    this.desk = new ReplyDesk(replies, anonymous, bench, replyPackets, traffic, keeper, saved);
    this.nodeTesting = new NodeTesting(self, packets, traffic, entropy, outputs);
  }

  /** Lets packets leave. */
  void start(double nowMs) {
    traffic.start(nowMs);
  }

  /** Tests of nodes. */
  NodeTesting nodeTesting() {
    return nodeTesting;
  }

  /** The connection is lost: no packet leaves until {@link #start}; messages stay. */
  void lost() {
    pause();
    nodeTesting.interrupted();
  }

  /** Lets no packet leave; messages stay. */
  void pause() {
    traffic.pause();
  }

  /**
   * There is a newer view of the network.
   *
   * @param calendar when keys change, or {@code null}
   */
  void topologyChanged(double nowMs, Topology newer, KeyRotationInfo calendar) {
    topology = newer;
    replyPackets.topologyChanged(newer);
    replies.topologyChanged(nowMs, newer, calendar);
  }

  void socketBuffered(double nowMs, double bytes) {
    traffic.socketBuffered(nowMs, bytes);
  }

  void send(Now now, int message, ClientAddress recipient, byte[] data) {
    take(now, message, recipient, new NymMessage.Plain(data));
  }

  void sendAnonymous(Now now, int message, ClientAddress recipient, byte[] data, int surbs) {
    if (topology == null) {
      failed(message, ClientFault.RECIPIENT_UNREACHABLE, "the network is not known now");
      return;
    }
    SenderTag tag = anonymous.tag(recipient);
    SurbBench.Customer customer =
        (then, made) -> {
          if (made == null) {
            failed(message, ClientFault.RECIPIENT_UNREACHABLE, ReplyFault.NO_ROUTE.explanation());
          } else {
            take(then, message, recipient, anonymous.data(tag, made, data));
          }
        };
    if (!bench.order(message, tag, surbs, data.length, customer)) {
      failed(message, ClientFault.QUEUE_FULL, ClientFault.QUEUE_FULL.explanation());
    }
  }

  void reply(Now now, int message, SenderTag tag, byte[] data) {
    ReplyFault refused = replies.reply(now.monoMs(), message, tag, data);
    if (refused == null) {
      saved.replyQueued(now, message);
    } else {
      failed(message, SendFaults.ofReply(refused), refused.explanation());
    }
  }

  /** Goes on with a message of an earlier run, or tells why not. */
  void resume(Now now, SavedMessage message) {
    ClientFault refused = saved.resume(now, message);
    if (refused != null) {
      saved.ended(now.monoMs(), message.number());
      failed(message.number(), refused, refused.explanation());
    }
  }

  /** The messages of the application that are not wholly acknowledged. */
  List<SavedMessage> saved() {
    return saved.messages();
  }

  void cancel(Now now, int message) {
    if (bench.cancel(message) || desk.cancel(now, message)) {
      failed(message, ClientFault.CANCELLED, "");
    } else {
      traffic.cancel(message);
    }
  }

  void acknowledged(double nowMs, FragmentId id) {
    traffic.acknowledged(id);
    replies.acknowledged(nowMs, id);
    nodeTesting.acknowledged(id);
  }

  void forwardFailed(FragmentId id) {
    traffic.forwardFailed(id);
  }

  void coverAcknowledged(double nowMs, byte[] payload) {
    traffic.coverAcknowledged(nowMs, payload);
  }

  void surbsArrived(Now now, SenderTag tag, List<ReplySurb> surbs, boolean requested) {
    replies.surbsArrived(now.monoMs(), now.wallMs(), tag, surbs, requested);
  }

  void surbRequested(SenderTag cameTo, ClientAddress address, long amount) {
    replies.surbRequested(cameTo, address, amount);
  }

  /**
   * Does everything that is due and hands on what came of it.
   *
   * @param usable the network now, or {@code null} when what is known of it is too old
   * @param isTurn whether the time has come that was asked for; else something came from elsewhere
   */
  void timer(Now now, Topology usable, boolean isTurn) {
    topology = usable;
    replies.timer(now.monoMs(), now.wallMs());
    desk.dispatch(now, outputs);
    if (isTurn) {
      traffic.timer(now.monoMs(), topology);
    } else {
      traffic.between(now.monoMs(), topology);
    }
    for (TrafficOutput out = traffic.poll(); out != null; out = traffic.poll()) {
      if (out instanceof TrafficOutput.Packet packet) {
        gate.forward(packet.packet(), packet.id());
      } else if (!desk.hears(now, out) && !nodeTesting.hears(now.monoMs(), out)) {
        tell(now, out);
      }
    }
    desk.dispatch(now, outputs);
    bench.timer(now, topology);
    nodeTesting.timer(now.monoMs());
  }

  double deadlineMs() {
    double next = Math.min(traffic.deadlineMs(), replies.deadlineMs());
    next = Math.min(next, bench.deadlineMs());
    return Math.min(next, nodeTesting.deadlineMs());
  }

  TrafficCounters counters() {
    return traffic.counters();
  }

  int waiting() {
    return traffic.waiting();
  }

  int unacknowledged() {
    return traffic.unacknowledged();
  }

  void addHeld(List<HeldItems> out) {
    out.add(new HeldItems("messages", traffic.messages(), traffic.maxMessages()));
    out.add(new HeldItems("message bytes", traffic.heldBytes(), traffic.maxHeldBytes()));
    int mostUnacknowledged = TrafficLimits.DEFAULT.unacknowledged();
    out.add(new HeldItems("unacknowledged", traffic.unacknowledged(), mostUnacknowledged));
    out.add(new HeldItems("errands", desk.errands(), traffic.maxMessages()));
    out.add(new HeldItems("replies", replies.replies(), ReplyLimits.DEFAULT.replies()));
    addHeldSurbs(out);
  }

  private void addHeldSurbs(List<HeldItems> out) {
    ReplyLimits limits = ReplyLimits.DEFAULT;
    out.add(new HeldItems("reply keys", stores.keys().size(), limits.replyKeys()));
    out.add(new HeldItems("sender tags", stores.tags().size(), limits.recipients()));
    out.add(new HeldItems("SURBs", stores.surbs().size(), limits.surbs()));
    out.add(new HeldItems("SURB senders", stores.surbs().tags().size(), limits.tags()));
  }

  private void take(Now now, int message, ClientAddress recipient, NymMessage content) {
    TrafficFault refused =
        content.serializedLen() > StateLimits.MESSAGE_LEN
            ? TrafficFault.MESSAGE_TOO_LARGE
            : traffic.hold(message, recipient, content);
    if (refused == null) {
      saved.queued(now, message);
    } else {
      failed(message, SendFaults.ofTraffic(refused), refused.explanation());
    }
  }

  private void tell(Now now, TrafficOutput out) {
    if (out instanceof TrafficOutput.FragmentAcknowledged one) {
      saved.fragmentAcknowledged(now.monoMs(), one.message(), one.index());
    } else if (out instanceof TrafficOutput.MessageProgress p) {
      outputs.add(new ClientOutput.Progress(p.message(), p.left(), p.acknowledged(), p.total()));
    } else if (out instanceof TrafficOutput.MessageSent sent) {
      outputs.add(new ClientOutput.Sent(sent.message()));
    } else if (out instanceof TrafficOutput.MessageAcknowledged acknowledged) {
      saved.ended(now.monoMs(), acknowledged.message());
      outputs.add(new ClientOutput.Acknowledged(acknowledged.message()));
    } else if (out instanceof TrafficOutput.MessageFailed f) {
      saved.ended(now.monoMs(), f.message());
      failed(f.message(), SendFaults.ofTraffic(f.fault()), f.fault().explanation());
    } else if (out instanceof TrafficOutput.MessageCancelled c) {
      saved.ended(now.monoMs(), c.message());
      String detail = c.left() + " of " + c.total() + " packets had left";
      failed(c.message(), ClientFault.CANCELLED, detail);
    }
  }

  private void failed(int message, ClientFault fault, String detail) {
    outputs.add(new ClientOutput.SendFailed(message, fault, detail));
  }
}
