package org.peapod.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.peapod.bytes.Fault;
import org.peapod.bytes.Utf8;
import org.peapod.gateway.SharedKey;
import org.peapod.nodetest.NodeTestFault;
import org.peapod.nodetest.NodeTestPlan;
import org.peapod.topology.Topology;
import org.peapod.topology.TopologyDocument;
import org.peapod.topology.TopologyFault;
import org.peapod.traffic.OfficialNetwork;

/** A whole client whose topology is put in by its caller, and which tests nodes. */
class ClientNetworkTest {
  private static final Topology NETWORK = OfficialNetwork.topology();
  private static final String NODE = NETWORK.layer(2).get(0).identity().toString();

  @Test
  void injectedTopologyStartsAClientWithoutAnyDirectory() {
    ScriptedHost host = new ScriptedHost(withoutDirectory());
    host.network((network, now) -> network.injectTopology(now, 4, document()));
    host.start();
    assertEquals(
        List.of(new ClientOutput.TopologyTaken(4)), host.all(ClientOutput.TopologyTaken.class));
    assertEquals(List.of(), host.all(ClientOutput.Fetch.class));
    assertEquals(ClientStage.GATEWAY_SOCKET, host.stage());
    assertEquals(1, host.urls().size());
  }

  @Test
  void clientWithNeitherDirectoryNorTopologyCannotStart() {
    ScriptedHost host = new ScriptedHost(withoutDirectory()).start();
    assertEquals(ClientFault.DIRECTORY_UNREACHABLE, host.startFault());
    String detail = host.all(ClientOutput.StartFailed.class).get(0).detail();
    assertTrue(detail.contains("inject a topology"), detail);
  }

  @Test
  void topologyThatIsNoneIsRefusedAndChangesNothing() {
    ScriptedHost host = ready();
    for (String text : new String[] {"", "7", "{}", "{\"metadata\":{}}"}) {
      host.network((network, now) -> network.injectTopology(now, 9, Utf8.encode(text)));
    }
    assertEquals(4, host.all(ClientOutput.TopologyRefused.class).size());
    assertEquals(0, host.all(ClientOutput.TopologyTaken.class).size());
    assertEquals(ClientStage.READY, host.stage());
  }

  @Test
  void releasingAsksTheDirectoryAgain() {
    ScriptedHost host = ready();
    host.network((network, now) -> network.injectTopology(now, 1, document()));
    int before = host.all(ClientOutput.Fetch.class).size();
    host.network((network, now) -> network.releaseTopology(now, 2));
    assertEquals(2, host.all(ClientOutput.TopologyTaken.class).size());
    assertTrue(host.all(ClientOutput.Fetch.class).size() > before);
  }

  @Test
  void releasingIsRefusedWhereThereIsNoDirectory() {
    ScriptedHost host = new ScriptedHost(withoutDirectory());
    host.network((network, now) -> network.injectTopology(now, 1, document()));
    host.start();
    host.network((network, now) -> network.releaseTopology(now, 2));
    Fault fault = host.all(ClientOutput.TopologyRefused.class).get(0).fault();
    assertEquals(TopologyFault.NO_DIRECTORY, fault);
  }

  @Test
  void nodeIsTestedWithPacketsOfTheMainStream() {
    ScriptedHost host = ready();
    host.network((network, now) -> network.testNode(now, 3, NODE, new NodeTestPlan(5, 1_000)));
    host.pass(3_000);
    ClientOutput.NodeTested tested = host.all(ClientOutput.NodeTested.class).get(0);
    assertEquals(3, tested.test());
    assertEquals(5, tested.result().sent());
    assertEquals(0, tested.result().score(), "nothing came back in this test");
    assertEquals(5, host.client.stats().realSent());
    assertTrue(host.client.stats().coverSent() > 50);
  }

  @Test
  void lostConnectionEndsTheNodeTest() {
    ScriptedHost host = ready();
    host.network((network, now) -> network.testNode(now, 3, NODE, NodeTestPlan.DEFAULT));
    host.pass(10);
    host.closes();
    assertEquals(
        List.of(new ClientOutput.NodeTestFailed(3, NodeTestFault.TEST_INTERRUPTED)),
        host.all(ClientOutput.NodeTestFailed.class));
  }

  @Test
  void nodeTestWantsAConnection() {
    ScriptedHost host = new ScriptedHost(ScriptedHost.config(null));
    host.network((network, now) -> network.testNode(now, 3, NODE, NodeTestPlan.DEFAULT));
    host.network((network, now) -> network.cancelNodeTest(now, 3));
    host.start();
    assertEquals(
        List.of(new ClientOutput.NodeTestFailed(3, NodeTestFault.NOT_CONNECTED)),
        host.all(ClientOutput.NodeTestFailed.class));
  }

  @Test
  void cancelledNodeTestTellsNothing() {
    ScriptedHost host = ready();
    host.network((network, now) -> network.testNode(now, 3, NODE, new NodeTestPlan(3, 100)));
    host.network((network, now) -> network.cancelNodeTest(now, 3));
    host.pass(1_000);
    assertEquals(List.of(), host.all(ClientOutput.NodeTested.class));
    assertEquals(List.of(), host.all(ClientOutput.NodeTestFailed.class));
  }

  private static ScriptedHost ready() {
    SharedKey key = SharedKey.fromBytes(new byte[32]);
    StoredGateway stored =
        new StoredGateway(OfficialNetwork.client("alice").gateway(), key, 5, null);
    ScriptedHost host = new ScriptedHost(ScriptedHost.config(null), stored).start();
    host.authenticates(1L << 36);
    return host;
  }

  private static ClientConfig withoutDirectory() {
    return ClientConfig.of(ConfigPreset.DEFAULT, List.of());
  }

  private static byte[] document() {
    return Utf8.encode(TopologyDocument.write(NETWORK));
  }
}
