package org.peapod.client;

import java.util.ArrayDeque;
import org.peapod.topology.Topology;

/** Tells the application of topologies, unless one is in all that is told the same as the last. */
final class TopologyNews {
  private Topology told;

  void tell(Topology now, ArrayDeque<ClientOutput> outputs) {
    boolean same =
        told != null
            && told.absoluteEpochId() == now.absoluteEpochId()
            && told.rotationId() == now.rotationId()
            && told.nodes().size() == now.nodes().size();
    told = now;
    if (!same) {
      outputs.add(
          new ClientOutput.TopologyChanged(
              now.absoluteEpochId(), now.rotationId(), now.nodes().size()));
    }
  }
}
