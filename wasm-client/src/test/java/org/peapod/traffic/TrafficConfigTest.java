package org.peapod.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.peapod.sphinx.PacketSize;

class TrafficConfigTest {
  @Test
  void defaultsAreTheStockValues() {
    assertNull(TrafficConfig.DEFAULT.check());
    assertEquals(new StreamConfig(20, 200, 15, true, true), TrafficConfig.DEFAULT.streams());
    assertEquals(new AckConfig(15, 1.5, 1500, 16), TrafficConfig.DEFAULT.acks());
    assertEquals(new SizeConfig(null, 0.7), TrafficConfig.DEFAULT.sizes());
  }

  @ParameterizedTest
  @CsvSource({
    "mainMeanMs, 0.5",
    "mainMeanMs, 3600001",
    "mainMeanMs, NaN",
    "mainMeanMs, -20",
    "loopCoverMeanMs, 0",
    "loopCoverMeanMs, Infinity",
    "packetDelayMeanMs, -1",
    "packetDelayMeanMs, NaN",
    "ackDelayMeanMs, -1",
    "ackDelayMeanMs, 3600001",
    "ackWaitMultiplier, 0.9",
    "ackWaitMultiplier, 101",
    "ackWaitAdditionMs, 0",
    "ackWaitAdditionMs, 3600001",
    "maxRepeats, -1",
    "messages, 0",
    "bytes, 2047",
    "bytes, 2147483648",
    "unacknowledged, 0",
    "primaryRatio, 0.04",
    "primaryRatio, 1"
  })
  void valueOutOfItsRangeIsNamedWithWhatWasExpected(String key, double value) {
    TrafficConfigFault fault = with(key, value).check();
    assertEquals(key, fault.key());
    assertEquals(value, Double.parseDouble(fault.got()));
    assertEquals("a number from ", fault.expected().substring(0, 14));
    assertEquals(0, fault.explanation().indexOf(key + ": expected a number from "));
  }

  @ParameterizedTest
  @CsvSource({
    "mainMeanMs, 1", "mainMeanMs, 3600000", "packetDelayMeanMs, 0", "ackDelayMeanMs, 0",
    "ackWaitMultiplier, 1", "ackWaitMultiplier, 100", "ackWaitAdditionMs, 1", "maxRepeats, 0",
    "maxRepeats, 2147483647", "messages, 1", "bytes, 2048", "bytes, 2147483647",
    "unacknowledged, 1", "primaryRatio, 0.05", "primaryRatio, 0.95"
  })
  void valueAtTheEdgeOfItsRangeIsTaken(String key, double value) {
    assertNull(with(key, value).check());
  }

  @Test
  void ratioIsOfNoConcernWithoutASecondarySize() {
    assertNull(sizes(new SizeConfig(null, 7)).check());
  }

  @Test
  void secondarySizeIsNeitherThePrimaryNorThatOfAcknowledgements() {
    for (PacketSize size : new PacketSize[] {PacketSize.REGULAR, PacketSize.ACK}) {
      TrafficConfigFault fault = sizes(new SizeConfig(size, 0.7)).check();
      assertEquals("secondarySize", fault.key());
      assertEquals(size.name(), fault.got());
    }
  }

  @Test
  void controllerRefusesAConfigurationThatWasNotChecked() {
    TrafficConfig wrong = with("mainMeanMs", 0);
    assertThrows(IllegalArgumentException.class, () -> new TestTraffic(wrong));
  }

  private static TrafficConfig sizes(SizeConfig sizes) {
    return new TrafficConfig(StreamConfig.DEFAULT, AckConfig.DEFAULT, sizes, TrafficLimits.DEFAULT);
  }

  private static TrafficConfig with(String key, double value) {
    StreamConfig streams =
        new StreamConfig(
            key.equals("mainMeanMs") ? value : 20,
            key.equals("loopCoverMeanMs") ? value : 200,
            key.equals("packetDelayMeanMs") ? value : 15,
            true,
            true);
    AckConfig acks =
        new AckConfig(
            key.equals("ackDelayMeanMs") ? value : 15,
            key.equals("ackWaitMultiplier") ? value : 1.5,
            key.equals("ackWaitAdditionMs") ? value : 1500,
            key.equals("maxRepeats") ? (int) value : 100);
    TrafficLimits limits =
        new TrafficLimits(
            key.equals("messages") ? (int) value : 10,
            key.equals("bytes") ? (long) value : 10_000,
            key.equals("unacknowledged") ? (int) value : 10);
    double ratio = key.equals("primaryRatio") ? value : 0.7;
    return new TrafficConfig(streams, acks, new SizeConfig(PacketSize.EXTENDED_32, ratio), limits);
  }
}
