package org.peapod.client;

import org.peapod.bytes.Fault;
import org.peapod.bytes.Result;
import org.peapod.json.Json;
import org.peapod.nodetest.NodeTestFault;
import org.peapod.nodetest.NodeTestPlan;
import org.peapod.topology.Topology;
import org.peapod.topology.TopologyDocument;

/**
 * What a caller may do with the network of a client: put a topology of his own in place of the
 * directory's, and test nodes. Inputs like those of {@link MixnetClient}, under the same law.
 */
public final class ClientNetwork {
  /** Does what falls due after an input. */
  interface Settlement {
    void settle(Now now);
  }

  private final ClientRooms rooms;
  private final Settlement settlement;

  ClientNetwork(ClientRooms rooms, Settlement settlement) {
    this.rooms = rooms;
    this.settlement = settlement;
  }

  /**
   * From now on uses this topology and asks no directory, until {@link #releaseTopology}; may come
   * before the start. {@code TopologyTaken} follows, or {@code TopologyRefused}, which changes
   * nothing.
   *
   * @param request the caller's number for the answer
   * @param utf8 a topology document (chapter 4, 4.10) as JSON in UTF-8
   */
  public void injectTopology(Now now, int request, byte[] utf8) {
    Result<Json> parsed = Json.parse(utf8);
    Result<Topology> read =
        parsed.isFault() ? parsed.castFault() : TopologyDocument.read(parsed.value());
    rooms.now(now);
    if (read.isFault()) {
      answer(request, read.fault());
    } else if (!rooms.isClosed()) {
      answer(request, rooms.directory().inject(read.value()));
    }
    settlement.settle(now);
  }

  /**
   * Goes back to asking directories; the injected topology serves until one has answered. {@code
   * TopologyTaken} follows, or {@code TopologyRefused} when no directory is configured.
   *
   * @param request the caller's number for the answer
   */
  public void releaseTopology(Now now, int request) {
    rooms.now(now);
    if (!rooms.isClosed()) {
      answer(request, rooms.directory().release(now));
    }
    settlement.settle(now);
  }

  /**
   * Sends test packets to ourselves through one node. {@code NodeTested} follows, or {@code
   * NodeTestFailed}; one test at a time.
   *
   * @param test the caller's number for it
   * @param identity base58 identity of the node
   */
  public void testNode(Now now, int test, String identity, NodeTestPlan plan) {
    rooms.now(now);
    if (rooms.isReady()) {
      Topology known = rooms.directory().topology();
      rooms.outgoing().nodeTesting().begin(test, identity, plan, known);
    } else {
      rooms.outputs().add(new ClientOutput.NodeTestFailed(test, NodeTestFault.NOT_CONNECTED));
    }
    settlement.settle(now);
  }

  /** Ends a test; nothing more is told of it. An unknown number does no harm. */
  public void cancelNodeTest(Now now, int test) {
    rooms.now(now);
    if (rooms.isReady()) {
      rooms.outgoing().nodeTesting().cancel(test);
    }
    settlement.settle(now);
  }

  private void answer(int request, Fault refused) {
    rooms
        .outputs()
        .add(
            refused == null
                ? new ClientOutput.TopologyTaken(request)
                : new ClientOutput.TopologyRefused(request, refused));
  }
}
