package org.peapod.traffic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.peapod.address.ClientAddress;
import org.peapod.bytes.ByteReader;
import org.peapod.bytes.Result;
import org.peapod.crypto.Entropy;
import org.peapod.crypto.SeededEntropy;
import org.peapod.message.AckKey;
import org.peapod.message.FragmentId;
import org.peapod.message.NymMessage;
import org.peapod.sphinx.PacketSize;
import org.peapod.topology.Topology;

/** A controller with the recorded network, driven in virtual time; remembers what came out. */
final class TestTraffic {
  /** The stock streams without loop cover, so that every packet is one of the main stream. */
  static final StreamConfig MAIN_ONLY = new StreamConfig(20, 200, 15, true, false);

  /** No cover at all: only what the test puts in leaves, and at once. */
  static final StreamConfig AT_ONCE = new StreamConfig(20, 200, 15, false, false);

  private static final Topology NETWORK = OfficialNetwork.topology();

  final ClientAddress alice = OfficialNetwork.client("alice");
  final ClientAddress bob = OfficialNetwork.client("bob");
  final List<TrafficOutput> outputs = new ArrayList<>();

  /** Packets of supplied messages in the order in which they were built. */
  final List<FragmentId> built = new ArrayList<>();

  final TrafficController controller;
  Topology topology = NETWORK;
  double nowMs;

  private final List<byte[]> draws = new ArrayList<>();

  TestTraffic(TrafficConfig config) {
    SeededEntropy random = new SeededEntropy(11);
    Entropy spied =
        (out, off, len) -> {
          random.fill(out, off, len);
          if (len == 4) {
            draws.add(Arrays.copyOfRange(out, off, off + len));
          }
        };
    PacketFactory factory = new PacketFactory(alice, AckKey.generate(random), config, random);
    controller = new TrafficController(config, factory, spied);
  }

  static TestTraffic of(StreamConfig streams) {
    return new TestTraffic(config(streams, TrafficLimits.DEFAULT));
  }

  static TrafficConfig config(StreamConfig streams, TrafficLimits limits) {
    return new TrafficConfig(streams, AckConfig.DEFAULT, SizeConfig.DEFAULT, limits);
  }

  TrafficFault enqueue(int number, int len) {
    return controller.enqueue(number, bob, new NymMessage.Plain(new byte[len]));
  }

  /** Opens a message and supplies all its packets, which cost nothing to build. */
  void supplyAll(int number, MessageKind kind, int packets) {
    controller.open(number, kind, PacketSize.REGULAR, packets, 0);
    for (int i = 0; i < packets; i++) {
      controller.supply(number, id(number, i), source(number, i));
    }
  }

  static FragmentId id(int number, int index) {
    return new FragmentId(number * 10_000 + index / 255 + 1, index % 255 + 1);
  }

  /** The number of the supplied message to which a packet belongs. */
  static int numberOf(FragmentId id) {
    return id.setId() / 10_000;
  }

  PacketSource source(int number, int index) {
    return topology -> {
      built.add(id(number, index));
      return Result.ok(new OutgoingPacket(1, new byte[7], new byte[2413], 90));
    };
  }

  /** Does what is due next. */
  void step() {
    nowMs = Math.max(nowMs, controller.deadlineMs());
    controller.timer(nowMs, topology);
    drain();
  }

  void run(double untilMs) {
    while (controller.deadlineMs() <= untilMs) {
      step();
    }
    nowMs = untilMs;
    drain();
  }

  void drain() {
    for (TrafficOutput out = controller.poll(); out != null; out = controller.poll()) {
      outputs.add(out);
    }
  }

  List<TrafficOutput.Packet> packets() {
    return outputs(TrafficOutput.Packet.class);
  }

  <T extends TrafficOutput> List<T> outputs(Class<T> type) {
    List<T> found = new ArrayList<>();
    for (TrafficOutput out : outputs) {
      if (type.isInstance(out)) {
        found.add(type.cast(out));
      }
    }
    return found;
  }

  /** Acknowledges the first packets of every set of every message to an address so far. */
  void acknowledgeSets(int packets) {
    for (byte[] draw : List.copyOf(draws)) {
      int setId = 1 + (int) (new ByteReader(draw).u32() % Integer.MAX_VALUE);
      for (int position = 1; position <= packets; position++) {
        controller.acknowledged(new FragmentId(setId, position));
      }
    }
    drain();
  }
}
