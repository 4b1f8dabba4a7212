package org.peapod.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.peapod.bytes.Utf8;
import org.peapod.crypto.SeededEntropy;
import org.peapod.topology.RewardedSet;
import org.peapod.topology.Topology;
import org.peapod.topology.TopologyAlarm;
import org.peapod.topology.TopologyFault;
import org.peapod.traffic.OfficialNetwork;

/** When the directory is asked, which one, and how long its answer is used. */
class DirectoryKeeperTest implements DirectoryKeeper.Listener {
  private static final double HOUR_MS = 3_600_000;

  private record Wanted(int request, String url) {}

  private final List<Wanted> wanted = new ArrayList<>();
  private final List<String> asked = new ArrayList<>();
  private final List<Double> refreshedAt = new ArrayList<>();
  private String down = "";
  private boolean allDown;

  /** The directory's calendar is two rotations ahead of its nodes. */
  private boolean lagging;

  private int changes;
  private int failures;
  private double nowMs;
  private double clockErrorMs;
  private DirectoryKeeper keeper = keeper(TopologySettings.DEFAULT);

  private DirectoryKeeper keeper(TopologySettings settings) {
    ClientConfig config =
        ClientConfig.of(ConfigPreset.DEFAULT, List.of("http://one/api", "http://two/api"));
    return new DirectoryKeeper(
        config.withTopology(settings), new SeededEntropy(8), new ServerClock(), this);
  }

  @Test
  void directoryIsAskedAgainAfterTheGapAndSoonAfterAnEpochsStart() {
    keeper.begin(now());
    serve();
    pass(HOUR_MS);
    // The recorded answer came a minute into its epoch, so the next one begins after 59 minutes.
    double epochMs = 59 * 60_000;
    boolean gaps = true;
    boolean afterEpoch = false;
    for (int i = 1; i < refreshedAt.size(); i++) {
      gaps &= refreshedAt.get(i) - refreshedAt.get(i - 1) <= 300_000;
      double late = refreshedAt.get(i) - epochMs;
      afterEpoch |= late >= DirectoryKeeper.EPOCH_SETTLES_MS && late <= 125_000;
    }
    assertTrue(gaps);
    assertTrue(afterEpoch, refreshedAt.toString());
    assertTrue(refreshedAt.size() <= 15, "asked " + refreshedAt.size() + " times");
  }

  @Test
  void directoryThatWorkedIsAskedFirstTheNextTime() {
    down = "one";
    keeper.begin(now());
    serve();
    assertNotNull(keeper.topology());
    assertEquals(List.of("one", "two"), asked);
    asked.clear();
    pass(300_000);
    assertEquals(List.of("two"), asked);
    down = "two";
    asked.clear();
    pass(300_000);
    assertEquals(List.of("two", "one"), asked);
  }

  @Test
  void failureIsTriedAgainSoonAndThenAfterGrowingPauses() {
    keeper.begin(now());
    serve();
    allDown = true;
    pass(300_000);
    assertEquals(1, failures);
    pass(DirectoryKeeper.FIRST_RETRY_MS);
    assertEquals(2, failures);
    pass(HOUR_MS);
    assertTrue(failures > 12 && failures < 40, "failures: " + failures);
    allDown = false;
    int before = changes;
    keeper.online(now());
    serve();
    assertEquals(before + 1, changes);
  }

  @Test
  void topologyIsUsedUntilItsKeysAreGoneAndNoLonger() {
    keeper.begin(now());
    serve();
    allDown = true;
    // Rotation 41 has 24 epochs, of which one minute is over; its keys work for one epoch more.
    pass(25 * HOUR_MS - 60_000 - 1);
    assertNotNull(keeper.topology());
    pass(1);
    assertNull(keeper.topology());
    allDown = false;
    pass(300_000);
    assertNotNull(keeper.topology());
  }

  @Test
  void wrongClockDoesNotThrowTheTopologyAway() {
    clockErrorMs = 40 * HOUR_MS;
    keeper.begin(now());
    serve();
    assertNotNull(keeper.topology());
    allDown = true;
    pass(23 * HOUR_MS);
    assertNotNull(keeper.topology());
    pass(3 * HOUR_MS);
    assertNull(keeper.topology());
  }

  @Test
  void directoryThatLagsByARotationIsNotAskedWithoutPause() {
    lagging = true;
    keeper.begin(now());
    serve();
    pass(60_000);
    assertNull(keeper.topology());
    assertTrue(refreshedAt.size() <= 13, "asked " + refreshedAt.size() + " times in a minute");
  }

  @Test
  void withoutRefreshingTheDirectoryIsAskedAgainOnlyWhenTheKeysAreGone() {
    keeper = keeper(new TopologySettings(300_000, false, 50, 50));
    keeper.begin(now());
    serve();
    pass(24 * HOUR_MS);
    assertEquals(1, refreshedAt.size());
    pass(HOUR_MS);
    assertEquals(2, refreshedAt.size());
  }

  @Test
  void injectedTopologyIsUsedAndNobodyIsAskedUntilItIsReleased() {
    Topology given = OfficialNetwork.topology();
    assertNull(keeper.inject(given));
    keeper.begin(now());
    pass(48 * HOUR_MS);
    assertEquals(given, keeper.topology());
    assertTrue(asked.isEmpty());
    assertEquals(2, keeper.entryGateways().size());
    assertNull(keeper.release(now()));
    serve();
    assertEquals(List.of("one"), asked);
    assertTrue(keeper.topology() != given);
  }

  @Test
  void injectedTopologyWithoutRoutesIsRefused() {
    Topology good = OfficialNetwork.topology();
    RewardedSet set = good.rewardedSet();
    RewardedSet empty =
        new RewardedSet(
            1000,
            set.entryGateways(),
            set.exitGateways(),
            List.of(),
            set.layer2(),
            set.layer3(),
            List.of());
    Topology bad = Topology.of(good.metadata(), empty, good.nodes());
    assertEquals(TopologyFault.EMPTY_LAYER, keeper.inject(bad));
    assertNull(keeper.topology());
  }

  @Test
  void answerThatComesAfterAnInjectionIsPassedOver() {
    keeper.begin(now());
    Topology given = OfficialNetwork.topology();
    keeper.inject(given);
    serve();
    assertEquals(given, keeper.topology());
  }

  private void pass(double ms) {
    double untilMs = nowMs + ms;
    while (keeper.deadlineMs() <= untilMs) {
      nowMs = Math.max(nowMs, keeper.deadlineMs());
      keeper.timer(now());
      serve();
    }
    nowMs = untilMs;
  }

  private void serve() {
    while (!wanted.isEmpty()) {
      Wanted next = wanted.remove(0);
      boolean silent = allDown || (!down.isEmpty() && next.url().contains("//" + down + "/"));
      byte[] body = silent ? new byte[0] : OfficialNetwork.document(next.url());
      if (lagging && next.url().contains("key-rotation-info")) {
        body = Utf8.encode(Utf8.decode(body).replace("_id\":1000", "_id\":1048"));
      }
      keeper.response(now(), next.request(), silent ? 0 : 200, body);
    }
  }

  private Now now() {
    return new Now(nowMs, ScriptedHost.WALL_MS + clockErrorMs + nowMs);
  }

  @Override
  public void fetch(int request, String url, double timeoutMs) {
    wanted.add(new Wanted(request, url));
    String host = url.contains("//one/") ? "one" : "two";
    if (asked.isEmpty() || !asked.get(asked.size() - 1).equals(host)) {
      asked.add(host);
    }
  }

  @Override
  public void topologyChanged() {
    changes++;
    refreshedAt.add(nowMs);
  }

  @Override
  public void refreshFailed(TopologyFault fault, String detail) {
    failures++;
  }

  @Override
  public void topologyAlarm(TopologyAlarm alarm) {}
}
