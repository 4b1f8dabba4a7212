package org.peapod.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.peapod.address.NodeIdentity;
import org.peapod.gateway.SharedKey;
import org.peapod.traffic.OfficialNetwork;

/** What becomes of packets that the gateway does not send on their way. */
class ForwardFailureTest {
  private static final NodeIdentity GATEWAY = OfficialNetwork.client("alice").gateway();
  private static final long PLENTY = 1L << 36;
  private static final String FORWARDED =
      "{\"type\":\"send\",\"remaining_bandwidth\":" + PLENTY + "}";
  private static final String REFUSED = "{\"type\":\"error\",\"message\":\"the queue is full\"}";

  /** Well below the least wait for an acknowledgement. */
  private static final double SOON_MS = 1_000;

  private final ScriptedHost host =
      new ScriptedHost(
          ScriptedHost.config(null),
          new StoredGateway(GATEWAY, SharedKey.fromBytes(new byte[32]), 5, "ws://192.0.2.7:9000/"));

  private int answered;

  @BeforeEach
  void sendOneMessage() {
    host.start();
    host.authenticates(PLENTY);
    String self = host.all(ClientOutput.Ready.class).get(0).address();
    Now now = new Now(host.nowMs, ScriptedHost.WALL_MS + host.nowMs);
    host.client.send(now, 1, self, new byte[100]);
    host.pass(300);
    assertEquals(1, host.all(ClientOutput.Sent.class).size());
  }

  @Test
  void refusedPacketIsSentAgainBeforeItsTimerRunsOut() {
    answerAll(REFUSED);
    host.pass(SOON_MS);
    assertEquals(1, host.client.stats().retransmitted());
  }

  @Test
  void packetsThatWentOutAreNotSentAgain() {
    answerAll(FORWARDED);
    host.pass(SOON_MS);
    assertEquals(0, host.client.stats().retransmitted());
  }

  @Test
  void gatewayThatRefusesEverythingDoesNotUseUpTheRepetitions() {
    for (int i = 0; i < 50; i++) {
      answerAll(REFUSED);
      host.pass(SOON_MS / 50);
    }
    assertEquals(1, host.client.stats().retransmitted());
    assertTrue(host.all(ClientOutput.SendFailed.class).isEmpty());
  }

  @Test
  void packetUnderWayWhenTheLineBreaksIsSentAgainOnTheNextOne() {
    host.closes();
    host.pass(Backoff.FIRST_MS);
    host.authenticates(PLENTY);
    host.pass(200);
    assertTrue(host.nowMs < 1_600, "no timer has run out");
    assertEquals(1, host.client.stats().retransmitted());
  }

  private void answerAll(String text) {
    int packets = host.all(ClientOutput.SendBinary.class).size();
    while (answered < packets) {
      answered++;
      host.says(text);
    }
  }
}
