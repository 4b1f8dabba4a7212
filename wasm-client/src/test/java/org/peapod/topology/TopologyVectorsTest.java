package org.peapod.topology;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.peapod.json.Json;
import org.peapod.vectors.Checks;
import org.peapod.vectors.Vectors;

class TopologyVectorsTest {
  private final Checks checks = new Checks();

  @Test
  void smallNetworkGivesTheExpectedLayersEgressesAndGateways() {
    TopologyChecks.run(
        Vectors.load("topology-entry-gateways.json"),
        Vectors.load("topology-mixnodes-active.json"),
        Vectors.load("topology-rewarded-set.json"),
        Vectors.load("topology-key-rotation-info.json"),
        Vectors.load("topology-expected.json"),
        checks);
    allPassed(60);
  }

  @Test
  void officialDirectoryGivesTheTopologyThatTheOfficialClientHeld() {
    OfficialTopologyChecks.run(Vectors.load("official-network.json"), checks);
    allPassed(100);
  }

  @Test
  void rotationsEpochsAndTimesAreAsRecorded() {
    KeyRotationChecks.run(
        Vectors.load("topology-key-rotation-vectors.json"),
        Vectors.load("topology-key-rotation-info.json"),
        Vectors.load("topology-timestamps.json"),
        checks);
    allPassed(18 * 3 + 6 * 2 + 13 + 3 + 5);
  }

  @Test
  void documentOfAProgramIsReadAndWrittenAsRecorded() {
    TopologyDocumentChecks.run(
        Vectors.load("topology-wasm-friendly.json"),
        Vectors.load("topology-entry-gateways.json"),
        Vectors.load("topology-mixnodes-active.json"),
        Vectors.load("topology-rewarded-set.json"),
        Vectors.load("topology-key-rotation-info.json"),
        checks);
    TopologyDocumentChecks.runOfficial(Vectors.load("official-network.json"), checks);
    allPassed(7);
  }

  @Test
  void urlsAreBuiltAsRecorded() {
    DirectoryUrlChecks.run(Vectors.load("topology-url-vectors.json"), checks);
    allPassed(14);
  }

  @Test
  void extendedListHasTheExpectedNodes() {
    Json expected = Vectors.load("topology-expected.json").get("extended_topology");
    NodePage page = NodePageReader.read(Vectors.load("topology-skimmed-all.json"), 100).value();
    assertEquals(page.total(), page.nodes().size());
    List<RoutingNode> kept = RoutingNodes.distinct(RoutingNodes.performing(page.nodes(), 50));
    assertEquals(expected.get("node_ids").size(), kept.size());
    for (int i = 0; i < kept.size(); i++) {
      assertEquals(expected.get("node_ids").at(i).asLong(-1), kept.get(i).nodeId());
    }
  }

  @Test
  void noUpdatesPageIsReadButNotTakenForANetwork() {
    Json document = Vectors.load("topology-no-updates.json");
    NodePage page = NodePageReader.read(document, 100).value();
    assertTrue(page.metadata().noUpdates());
    assertEquals(0, page.listed());
    DirectoryOutput out =
        new FakeDirectory()
            .serve(
                FakeDirectory.BASE,
                document,
                document,
                Vectors.load("topology-rewarded-set.json"),
                Vectors.load("topology-key-rotation-info.json"))
            .run(new DirectorySession(List.of(FakeDirectory.BASE), TopologyFilter.DEFAULT, -1, 0));
    assertEquals(TopologyFault.UNASKED_NO_UPDATES, ((DirectoryOutput.Failed) out).fault());
  }

  private void allPassed(int atLeast) {
    assertEquals(List.of(), checks.failures());
    assertTrue(checks.passed() >= atLeast, "passed " + checks.passed());
  }
}
