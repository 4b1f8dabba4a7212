package org.peapod.topology;

import java.util.List;
import org.peapod.json.Json;
import org.peapod.vectors.Checks;

/** The document form of topology-wasm-friendly.json; runs wherever the core runs. */
public final class TopologyDocumentChecks {
  private TopologyDocumentChecks() {}

  /** What is read is written again as it was, and equals what the directory pages give. */
  public static void run(
      Json document, Json gateways, Json mixnodes, Json rewarded, Json rotation, Checks checks) {
    checks.isTrue("reads", TopologyDocument.read(document).isOk());
    if (TopologyDocument.read(document).isFault()) {
      return;
    }
    Topology topology = TopologyDocument.read(document).value();
    checks.equal("written", JsonText.of(document), TopologyDocument.write(topology));
    DirectoryOutput out =
        new FakeDirectory()
            .serve(FakeDirectory.BASE, gateways, mixnodes, rewarded, rotation)
            .run(new DirectorySession(List.of(FakeDirectory.BASE), TopologyFilter.DEFAULT, -1, 0));
    checks.equal(
        "fetched",
        JsonText.of(document),
        TopologyDocument.write(((DirectoryOutput.Ready) out).topology()));
  }

  /** What the official client held is read from its list of pairs. */
  public static void runOfficial(Json official, Checks checks) {
    Json held = official.get("topology_as_the_client_holds_it");
    checks.isTrue("reads", TopologyDocument.read(held).isOk());
    Topology topology = TopologyDocument.read(held).value();
    checks.equal("nodes", held.get("nodeDetails").size(), topology.nodes().size());
    checks.isTrue("routable", topology.isRoutable());
    checks.equal("gateways", 2, topology.gateways().size());
  }
}
