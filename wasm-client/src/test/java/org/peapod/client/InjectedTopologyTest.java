package org.peapod.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.peapod.topology.Topology;
import org.peapod.traffic.OfficialNetwork;

/** A client on a topology that its program gives (chapter 4, 4.10). */
class InjectedTopologyTest {
  private static final Now AT_START = new Now(0, ScriptedHost.WALL_MS);

  private final ScriptedHost host = new ScriptedHost(ScriptedHost.config(null));

  @Test
  void clientStartsWithoutAnyDirectory() {
    host.directoryAnswers = false;
    assertNull(host.client.injectTopology(AT_START, OfficialNetwork.topology()));
    host.start();
    assertEquals(1, host.urls().size());
    assertTrue(host.all(ClientOutput.Fetch.class).isEmpty());
  }

  @Test
  void directoryIsAskedOnceTheTopologyIsReleased() {
    host.client.injectTopology(AT_START, OfficialNetwork.topology());
    host.start();
    host.client.releaseTopology(AT_START);
    boolean asked = false;
    for (ClientOutput out = host.client.poll(); out != null; out = host.client.poll()) {
      asked |= out instanceof ClientOutput.Fetch;
    }
    assertTrue(asked);
  }

  @Test
  void closedClientTakesNone() {
    host.start();
    host.client.close(AT_START);
    Topology given = OfficialNetwork.topology();
    assertNull(host.client.injectTopology(AT_START, given));
    host.client.releaseTopology(AT_START);
    for (ClientOutput out = host.client.poll(); out != null; out = host.client.poll()) {
      assertFalse(out instanceof ClientOutput.Fetch);
    }
  }
}
