package org.peapod.topology;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.peapod.address.NodeIdentity;
import org.peapod.crypto.X25519;
import org.peapod.traffic.OfficialNetwork;

/** What looks wrong in a topology, each case made from the recorded one, which has no fault. */
class TopologyWatchTest {
  private static final Topology GOOD = OfficialNetwork.topology();
  private static final KeyRotationInfo INFO =
      new KeyRotationInfo(
          24, 16, 1000, UtcTime.parseRfc3339("2026-11-23T05:52:29.346Z"), 3_600_000);

  @Test
  void recordedNetworkRaisesNoAlarm() {
    assertEquals(List.of(), TopologyWatch.alarms(null, GOOD, INFO));
    assertEquals(List.of(), TopologyWatch.alarms(GOOD, GOOD, INFO));
  }

  @Test
  void layersOfAnotherEpochAreAnAlarm() {
    RewardedSet set = GOOD.rewardedSet();
    RewardedSet old =
        new RewardedSet(
            999,
            set.entryGateways(),
            set.exitGateways(),
            set.layer1(),
            set.layer2(),
            set.layer3(),
            set.standby());
    assertAlarm(TopologyAlarm.EPOCHS_DIFFER, Topology.of(GOOD.metadata(), old, GOOD.nodes()));
  }

  @Test
  void rotationThatIsNotTheEpochsIsAnAlarm() {
    TopologyMetadata other = new TopologyMetadata(42, 1000, GOOD.metadata().refreshedAt());
    assertAlarm(
        TopologyAlarm.ROTATION_DIFFERS, Topology.of(other, GOOD.rewardedSet(), GOOD.nodes()));
  }

  @Test
  void networkThatStandsStillIsAnAlarm() {
    UtcTime late = UtcTime.parseRfc3339("2026-11-23T07:00:00Z");
    TopologyMetadata metadata = new TopologyMetadata(41, 1000, late);
    assertAlarm(TopologyAlarm.EPOCH_STUCK, Topology.of(metadata, GOOD.rewardedSet(), GOOD.nodes()));
  }

  @Test
  void nodesThatVanishAreAnAlarm() {
    List<RoutingNode> few = new ArrayList<>();
    for (RoutingNode node : GOOD.nodes()) {
      if (node.nodeId() % 2 == 1 && node.nodeId() != 7) {
        few.add(node);
      }
    }
    assertAlarm(TopologyAlarm.SHRUNK, Topology.of(GOOD.metadata(), GOOD.rewardedSet(), few));
  }

  @Test
  void layerThatVanishesIsAnAlarm() {
    List<RoutingNode> withoutLayer1 = new ArrayList<>(GOOD.nodes());
    withoutLayer1.removeIf(node -> node.nodeId() <= 2);
    assertAlarm(
        TopologyAlarm.LAYER_SHRUNK,
        Topology.of(GOOD.metadata(), GOOD.rewardedSet(), withoutLayer1));
  }

  @Test
  void keyThatChangesWithinARotationIsAnAlarm() {
    assertAlarm(TopologyAlarm.KEY_CHANGED, withFirst(GOOD.nodes().get(0).identity()));
  }

  @Test
  void keyThatChangesWithTheRotationIsNone() {
    Topology changed = withFirst(GOOD.nodes().get(0).identity());
    TopologyMetadata before = new TopologyMetadata(40, 999, GOOD.metadata().refreshedAt());
    Topology old = Topology.of(before, GOOD.rewardedSet(), GOOD.nodes());
    assertEquals(List.of(), TopologyWatch.alarms(old, changed, INFO));
  }

  @Test
  void numberThatStandsForAnotherIdentityIsAnAlarm() {
    assertAlarm(
        TopologyAlarm.IDENTITY_CHANGED,
        withFirst(NodeIdentity.fromBytes(OfficialNetwork.client("alice").identity()).value()));
  }

  private static Topology withFirst(NodeIdentity identity) {
    List<RoutingNode> nodes = new ArrayList<>(GOOD.nodes());
    RoutingNode was = nodes.get(0);
    byte[] key =
        X25519.publicKey(
            new byte[] {
              9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9,
              9, 9, 9
            });
    nodes.set(
        0,
        RoutingNode.of(was.nodeId(), was.mixHost(), identity, key, was.entry(), was.roles(), 100));
    return Topology.of(GOOD.metadata(), GOOD.rewardedSet(), nodes);
  }

  private static void assertAlarm(TopologyAlarm expected, Topology now) {
    assertEquals(List.of(expected), TopologyWatch.alarms(GOOD, now, INFO));
  }
}
