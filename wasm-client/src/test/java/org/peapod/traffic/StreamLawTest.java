package org.peapod.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.peapod.address.ClientAddress;
import org.peapod.crypto.SeededEntropy;
import org.peapod.message.AckKey;
import org.peapod.message.NymMessage;
import org.peapod.topology.Topology;

/**
 * What an observer of the wire sees: the gaps between packets follow the exponential law of the
 * configured mean, whether the client has something to say or not.
 */
class StreamLawTest {
  private static final int GAPS = 10_000;
  private static final double MEAN_MS = 20;

  /** Kolmogorov–Smirnov, significance 0.001: sqrt(−ln(0.0005) / 2) / sqrt(n). */
  private static final double CRITICAL = 1.9495 / Math.sqrt(GAPS);

  private final Topology topology = OfficialNetwork.topology();
  private final ClientAddress alice = OfficialNetwork.client("alice");
  private final ClientAddress bob = OfficialNetwork.client("bob");

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void gapsFollowTheExponentialLaw(boolean talks) {
    TrafficController traffic = controller(new SeededEntropy(5));
    double[] gaps = new double[GAPS];
    double lastMs = 0;
    int packets = 0;
    traffic.start(0);
    while (packets < GAPS) {
      if (talks && traffic.waiting() == 0) {
        assertEquals(null, traffic.enqueue(packets, bob, new NymMessage.Plain(new byte[50_000])));
      }
      double nowMs = traffic.deadlineMs();
      traffic.timer(nowMs, topology);
      for (TrafficOutput out = traffic.poll(); out != null; out = traffic.poll()) {
        if (out instanceof TrafficOutput.Packet && packets < GAPS) {
          gaps[packets++] = nowMs - lastMs;
          lastMs = nowMs;
        }
      }
    }

    assertTrue(talks == traffic.counters().real() > GAPS / 2);
    double distance = distance(gaps, MEAN_MS);
    assertTrue(distance < CRITICAL, "distance " + distance + ", critical " + CRITICAL);
  }

  private TrafficController controller(SeededEntropy entropy) {
    TrafficConfig config = TestTraffic.config(TestTraffic.MAIN_ONLY, TrafficLimits.DEFAULT);
    PacketFactory factory = new PacketFactory(alice, AckKey.generate(entropy), config, entropy);
    return new TrafficController(config, factory, entropy);
  }

  /** The largest distance between the sample's distribution and 1 − exp(−x / mean). */
  private static double distance(double[] gaps, double meanMs) {
    double[] sorted = gaps.clone();
    Arrays.sort(sorted);
    double largest = 0;
    for (int i = 0; i < sorted.length; i++) {
      double law = 1 - Math.exp(-sorted[i] / meanMs);
      largest = Math.max(largest, Math.abs(law - (double) i / sorted.length));
      largest = Math.max(largest, Math.abs(law - (double) (i + 1) / sorted.length));
    }
    return largest;
  }
}
