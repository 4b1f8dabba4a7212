package org.peapod.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.peapod.sphinx.PacketSize;

/** Regular and extended packets, of messages and of cover. */
class PacketSizesTest {
  private static final int PACKETS = 400;

  @Test
  void messageTakesTheExtendedSizeOnlyWhereItNeedsFewerPackets() {
    TestTraffic traffic = extended(TestTraffic.AT_ONCE);
    assertEquals(PacketSize.REGULAR, traffic.controller.sizeOf(1603));
    assertEquals(PacketSize.EXTENDED_32, traffic.controller.sizeOf(1604));
    traffic.enqueue(1, 1602);
    traffic.run(0);
    assertEquals(1, traffic.packets().size());
    assertEquals(2413, traffic.packets().get(0).packet().packet().length);
    traffic.enqueue(2, 1603);
    traffic.run(100);
    assertEquals(2, traffic.packets().size());
    assertEquals(33133, traffic.packets().get(1).packet().packet().length);
  }

  @Test
  void withoutASecondarySizeEverythingIsRegular() {
    TestTraffic traffic = TestTraffic.of(TestTraffic.AT_ONCE);
    assertEquals(PacketSize.REGULAR, traffic.controller.sizeOf(50_000_000));
    assertThrows(
        IllegalArgumentException.class,
        () -> traffic.controller.open(1, MessageKind.REPLY, PacketSize.EXTENDED_32, 1, 0));
  }

  /** Within four standard deviations of the binomial law, idle and with each kind of load. */
  @ParameterizedTest
  @ValueSource(ints = {0, 100, 40_000})
  void shareOfRegularPacketsIsTheConfiguredOneWhateverTheQueueHolds(int messageLen) {
    TestTraffic traffic = extended(StreamConfig.DEFAULT);
    int number = 0;
    while (traffic.packets().size() < PACKETS) {
      if (messageLen > 0 && traffic.controller.waiting() == 0) {
        traffic.enqueue(number++, messageLen);
      }
      traffic.step();
    }
    long regular =
        traffic.packets().stream()
            .filter(packet -> packet.packet().packet().length == 2413)
            .count();
    double share = regular / (double) traffic.packets().size();
    double tolerance = 4 * Math.sqrt(0.7 * 0.3 / PACKETS);
    assertTrue(Math.abs(share - 0.7) < tolerance, "share " + share);
    assertEquals(messageLen > 0, traffic.controller.counters().real() > 0);
  }

  private static TestTraffic extended(StreamConfig streams) {
    TrafficConfig config =
        new TrafficConfig(
            streams, AckConfig.DEFAULT, SizeConfig.WITH_EXTENDED_32, TrafficLimits.DEFAULT);
    TestTraffic traffic = new TestTraffic(config);
    traffic.controller.start(0);
    return traffic;
  }
}
