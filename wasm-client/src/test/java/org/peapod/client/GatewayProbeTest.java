package org.peapod.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.peapod.crypto.SeededEntropy;
import org.peapod.topology.RoutingNode;
import org.peapod.traffic.OfficialNetwork;

/** Gateways measured by their round trip, and the choice that follows from it. */
class GatewayProbeTest {
  private static final List<RoutingNode> TWO = OfficialNetwork.topology().gateways();
  private static final String ANSWER = "{\"type\":\"supportedProtocol\",\"version\":6}";

  @Test
  void meanOfThreeRoundTripsIsMeasured() {
    GatewayProbe probe = new GatewayProbe(TWO, false, 4);
    probe.begin(0);
    assertEquals(List.of("open 4", "open 5"), outputs(probe));
    probe.opened(100, 4);
    assertEquals(List.of("send 4"), outputs(probe));
    probe.text(130, 4, ANSWER);
    probe.text(190, 4, ANSWER);
    assertFalse(probe.isDone());
    probe.text(220, 4, ANSWER);
    assertEquals(List.of("send 4", "send 4", "close 4"), outputs(probe));
    probe.opened(200, 5);
    for (int i = 1; i <= 3; i++) {
      probe.text(200 + 10 * i, 5, ANSWER);
    }
    assertTrue(probe.isDone());
    assertEquals(40, probe.measured().get(0).roundTripMs());
    assertEquals(10, probe.measured().get(1).roundTripMs());
    assertEquals(TWO.get(1), probe.measured().get(1).node());
  }

  @Test
  void gatewayThatIsSilentBrokenOrTooOldIsLeftOut() {
    List<RoutingNode> four = List.of(TWO.get(0), TWO.get(1), TWO.get(0), TWO.get(1));
    GatewayProbe probe = new GatewayProbe(four, false, 1);
    probe.begin(0);
    for (int socket = 1; socket <= 3; socket++) {
      probe.opened(0, socket);
    }
    probe.broken(1);
    probe.text(5, 2, "{\"type\":\"supportedProtocol\",\"version\":3}");
    probe.text(5, 3, "no JSON");
    probe.text(6, 3, ANSWER);
    probe.opened(7, 99);
    assertFalse(probe.isDone());
    assertEquals(GatewayProbe.LIMIT_MS, probe.deadlineMs());
    probe.timer(GatewayProbe.LIMIT_MS);
    assertTrue(probe.isDone());
    assertTrue(probe.measured().isEmpty());
    List<String> said = outputs(probe);
    for (int socket = 1; socket <= 4; socket++) {
      assertTrue(said.contains("close " + socket), said.toString());
    }
  }

  @Test
  void gatewayWithoutTlsIsNotMeasuredWhereTlsIsRequired() {
    GatewayProbe probe = new GatewayProbe(TWO, true, 1);
    probe.begin(0);
    assertTrue(probe.isDone());
    assertTrue(outputs(probe).isEmpty());
  }

  @Test
  void fasterGatewayIsLikelierInProportion() {
    int first = 0;
    SeededEntropy entropy = new SeededEntropy(6);
    for (int i = 0; i < 4000; i++) {
      GatewayPicker picker = new GatewayPicker(config(2), entropy);
      picker.candidates(TWO);
      picker.measured(
          List.of(
              new GatewayProbe.Measured(TWO.get(0), 30),
              new GatewayProbe.Measured(TWO.get(1), 10)));
      first += picker.pick().value().equals(TWO.get(0)) ? 1 : 0;
      assertTrue(picker.hasMore());
      picker.pick();
      assertFalse(picker.hasMore());
      assertTrue(picker.pick().isFault());
    }
    assertTrue(first > 880 && first < 1120, "a quarter of 4000, got " + first);
  }

  @Test
  void onlySomeAreMeasuredAndEachOnce() {
    GatewayPicker picker = new GatewayPicker(config(2), new SeededEntropy(6));
    List<RoutingNode> all = new ArrayList<>(TWO);
    all.addAll(OfficialNetwork.topology().gateways());
    picker.candidates(all);
    assertEquals(2, picker.toMeasure().size());
  }

  @Test
  void startMeasuresThenConnectsToTheOneThatAnswered() {
    ScriptedHost host = new ScriptedHost(config(10)).start();
    assertEquals(2, host.urls().size());
    host.socket = 1;
    host.closes();
    host.socket = 2;
    host.opens();
    for (int i = 0; i < GatewayProbe.ROUNDS; i++) {
      host.says(ANSWER);
    }
    assertEquals(3, host.urls().size());
    assertEquals(host.urls().get(1), host.urls().get(2));
    host.opens();
    assertEquals(ClientStage.GATEWAY_HANDSHAKE, host.stage());
  }

  @Test
  void startFailsWhenNoMeasuredGatewayAnswers() {
    ScriptedHost host = new ScriptedHost(config(10)).start();
    host.pass(GatewayProbe.LIMIT_MS);
    assertEquals(ClientFault.GATEWAY_UNREACHABLE, host.startFault());
    assertEquals(2, host.all(ClientOutput.CloseSocket.class).size());
  }

  @Test
  void startThatEndsWhileMeasuringClosesItsSockets() {
    ScriptedHost host = new ScriptedHost(config(10)).start();
    host.client.close(new Now(1, 1));
    int closes = 0;
    for (ClientOutput out = host.client.poll(); out != null; out = host.client.poll()) {
      closes += out instanceof ClientOutput.CloseSocket ? 1 : 0;
    }
    assertEquals(2, closes);
  }

  private static ClientConfig config(int probed) {
    return ClientConfig.of(ConfigPreset.DEFAULT, List.of("http://directory/api"))
        .withConnection(new GatewaySettings(null, false, GatewayPreference.LATENCY, probed, true));
  }

  private static List<String> outputs(GatewayProbe probe) {
    List<String> said = new ArrayList<>();
    for (ClientOutput out = probe.poll(); out != null; out = probe.poll()) {
      if (out instanceof ClientOutput.OpenSocket open) {
        said.add("open " + open.socket());
      } else if (out instanceof ClientOutput.SendText send) {
        said.add("send " + send.socket());
      } else if (out instanceof ClientOutput.CloseSocket close) {
        said.add("close " + close.socket());
      }
    }
    return said;
  }
}
