package org.peapod.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.peapod.message.FragmentId;

/** Whatever happens in whatever order: each message has one end, and nothing stays behind. */
class TrafficPropertiesTest {
  private static final TrafficLimits SMALL = new TrafficLimits(6, 1 << 20, 16);

  @Property(tries = 200)
  void everyMessageEndsOnceAndEverythingIsReleased(@ForAll long seed) {
    Random random = new Random(seed);
    TestTraffic traffic =
        new TestTraffic(
            new TrafficConfig(
                TestTraffic.AT_ONCE, new AckConfig(15, 1.5, 1500, 12), SizeConfig.DEFAULT, SMALL));
    List<Integer> taken = new ArrayList<>();
    traffic.controller.start(0);
    for (int action = 0; action < 120; action++) {
      act(traffic, random, taken);
      assertTrue(traffic.controller.unacknowledged() <= SMALL.unacknowledged());
      assertTrue(traffic.controller.messages() <= 6 + 2, "two of them for SURBs");
    }
    traffic.controller.start(traffic.nowMs);
    for (int round = 0; round < 200 && traffic.controller.messages() > 0; round++) {
      traffic.run(traffic.nowMs + 2000);
      renew(traffic);
    }

    assertEquals(0, traffic.controller.messages());
    assertEquals(0, traffic.controller.unacknowledged());
    assertEquals(0, traffic.controller.waiting());
    assertEquals(Double.POSITIVE_INFINITY, traffic.controller.deadlineMs());
    Map<Integer, Integer> ends = ends(traffic.outputs);
    for (int number : taken) {
      assertEquals(1, ends.getOrDefault(number, 0), "ends of message " + number);
    }
    assertEquals(taken.size(), ends.size());
  }

  private static void act(TestTraffic traffic, Random random, List<Integer> taken) {
    switch (random.nextInt(8)) {
      case 0, 1:
        open(traffic, random, taken);
        break;
      case 2:
        if (!taken.isEmpty()) {
          traffic.controller.cancel(taken.get(random.nextInt(taken.size())));
        }
        break;
      case 3, 4:
        if (!traffic.built.isEmpty()) {
          int of = random.nextInt(traffic.built.size());
          traffic.controller.acknowledged(traffic.built.get(of));
        }
        break;
      case 5:
        renew(traffic);
        break;
      case 6:
        traffic.controller.pause();
        break;
      default:
        traffic.controller.start(traffic.nowMs);
        traffic.run(traffic.nowMs + random.nextInt(3000));
    }
    traffic.drain();
  }

  private static void open(TestTraffic traffic, Random random, List<Integer> taken) {
    int number = taken.size() + 1;
    MessageKind kind = MessageKind.values()[random.nextInt(4)];
    int packets = 1 + random.nextInt(30);
    TrafficFault refused =
        traffic.controller.open(number, kind, SizeConfig.PRIMARY, packets, random.nextInt(1 << 16));
    if (refused != null) {
      return;
    }
    taken.add(number);
    for (int i = 0; i < packets; i++) {
      traffic.controller.supply(number, TestTraffic.id(number, i), traffic.source(number, i));
    }
  }

  /** Answers the wishes for new sources; those of ended messages find nobody. */
  private static void renew(TestTraffic traffic) {
    for (TrafficOutput.RenewalWanted wanted : traffic.outputs(TrafficOutput.RenewalWanted.class)) {
      FragmentId id = wanted.id();
      int index = (id.setId() % 10_000 - 1) * 255 + id.position() - 1;
      traffic.controller.supply(wanted.message(), id, traffic.source(wanted.message(), index));
    }
    traffic.outputs.removeIf(out -> out instanceof TrafficOutput.RenewalWanted);
  }

  private static Map<Integer, Integer> ends(List<TrafficOutput> outputs) {
    Map<Integer, Integer> ends = new HashMap<>();
    for (TrafficOutput out : outputs) {
      if (out instanceof TrafficOutput.MessageAcknowledged acknowledged) {
        ends.merge(acknowledged.message(), 1, Integer::sum);
      } else if (out instanceof TrafficOutput.MessageCancelled cancelled) {
        ends.merge(cancelled.message(), 1, Integer::sum);
      } else if (out instanceof TrafficOutput.MessageFailed failed) {
        ends.merge(failed.message(), 1, Integer::sum);
      }
    }
    return ends;
  }
}
