package org.peapod.reply;

import java.util.ArrayList;
import java.util.List;
import org.peapod.address.ClientAddress;
import org.peapod.address.SenderTag;
import org.peapod.crypto.Entropy;
import org.peapod.crypto.SeededEntropy;
import org.peapod.message.KeyRotationLabel;
import org.peapod.message.ReplySurb;
import org.peapod.topology.KeyRotationInfo;
import org.peapod.topology.Topology;
import org.peapod.topology.TopologyMetadata;
import org.peapod.topology.UtcTime;
import org.peapod.traffic.OfficialNetwork;

/** Values that tests of replies share. */
final class Samples {
  static final double HOUR_MS = 3_600_000;

  /** Ten epochs of an hour per rotation; epoch 100 begins at 0, which is rotation 10. */
  static final KeyRotationInfo CALENDAR =
      new KeyRotationInfo(10, 0, 100, UtcTime.ofUnixMs(0), HOUR_MS);

  static final ClientAddress ALICE = OfficialNetwork.client("alice");
  static final ClientAddress BOB = OfficialNetwork.client("bob");

  private Samples() {}

  static SenderTag tag(int number) {
    byte[] bytes = new byte[SenderTag.LEN];
    bytes[0] = (byte) number;
    bytes[1] = (byte) (number >> 8);
    return SenderTag.fromBytes(bytes).value();
  }

  /** SURBs of the right form with random content. */
  static List<ReplySurb> surbs(Entropy entropy, int count, int label) {
    List<ReplySurb> surbs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] wire = entropy.bytes(444);
      wire[348] = 4;
      surbs.add(ReplySurb.of(entropy.bytes(16), wire, label).value());
    }
    return surbs;
  }

  static List<ReplySurb> surbs(int seed, int count) {
    return surbs(new SeededEntropy(seed), count, KeyRotationLabel.EVEN);
  }

  /** A topology without nodes, for what looks at its rotation only. */
  static Topology emptyTopology(long rotation, long epoch, double wallMs) {
    TopologyMetadata metadata =
        new TopologyMetadata(rotation, epoch, UtcTime.ofUnixMs((long) wallMs));
    return Topology.of(metadata, OfficialNetwork.topology().rewardedSet(), List.of());
  }
}
