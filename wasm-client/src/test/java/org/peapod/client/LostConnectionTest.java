package org.peapod.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.peapod.crypto.SeededEntropy;
import org.peapod.gateway.BinaryFrame;
import org.peapod.gateway.GatewayProtocol;
import org.peapod.gateway.SharedKey;
import org.peapod.traffic.OfficialNetwork;

/** The end of listening is the end of the connection, and every end leads back (chapter 5, A11). */
class LostConnectionTest {
  private static final byte[] KEY = new byte[32];
  private static final long PLENTY = 1L << 36;
  private static final double HOUR_MS = 3_600_000;

  private final ScriptedHost host = connected(ConfigPreset.DEFAULT);

  private static ScriptedHost connected(ConfigPreset preset) {
    ClientConfig config = ClientConfig.of(preset, List.of("http://directory/api"));
    StoredGateway stored =
        new StoredGateway(
            OfficialNetwork.client("alice").gateway(), SharedKey.fromBytes(KEY), 5, null);
    ScriptedHost host = new ScriptedHost(config, stored).start();
    host.authenticates(PLENTY);
    return host;
  }

  @Test
  void undecryptableFrameDoesNotMakeTheClientDeaf() {
    host.sends(new byte[51]);
    host.sends(pushed(new byte[1643]));
    assertEquals(ClientStage.READY, host.stage());
    assertEquals(1, host.client.stats().realReceived(), "noise, but it was heard");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "this is no JSON",
        "{\"type\":\"error\",\"message\":\"some trouble\"}",
        "{\"type\":\"typedError\",\"error\":\"ticket_replay\"}",
        "{\"type\":\"send\",\"remaining_bandwidth\":1}"
      })
  void clientConnectsAgainAfterATextThatItCannotFollow(String text) {
    host.says(text);
    assertEquals(ClientStage.RECONNECTING, host.stage());
    assertComesBack();
  }

  @Test
  void clientConnectsAgainAfterARunOfUndecryptableFrames() {
    for (int i = 0; i < GatewayProtocol.MAX_BAD_FRAMES_IN_A_ROW; i++) {
      host.sends(new byte[51]);
    }
    assertEquals(ClientStage.RECONNECTING, host.stage());
    assertComesBack();
  }

  @Test
  void closedSocketIsNoticedWithNothingToSend() {
    ScriptedHost idle = connected(ConfigPreset.NO_COVER);
    idle.closes();
    assertEquals(ClientStage.RECONNECTING, idle.stage());
  }

  @Test
  void silentGatewayIsNoticedWithNothingToSend() {
    ScriptedHost idle = connected(ConfigPreset.NO_COVER);
    idle.pass(25_000 + 10_000);
    assertEquals(ClientStage.RECONNECTING, idle.stage());
  }

  @Test
  void gatewayThatIsDownForHoursIsTriedToTheEndAndTheMessageStays() {
    host.closes();
    int message = 7;
    host.client.send(
        new Now(host.nowMs, ScriptedHost.WALL_MS + host.nowMs),
        message,
        OfficialNetwork.client("bob").toString(),
        new byte[10]);
    double longest = 0;
    while (host.nowMs < 3 * HOUR_MS) {
      longest = Math.max(longest, passToNextTry());
      host.closes();
    }
    assertTrue(longest <= Backoff.LONGEST_MS, "longest pause " + longest);
    assertTrue(host.all(ClientOutput.GaveUp.class).isEmpty());
    assertComesBack();
    host.pass(1_000);
    assertTrue(host.all(ClientOutput.Sent.class).contains(new ClientOutput.Sent(message)));
  }

  private void assertComesBack() {
    assertTrue(passToNextTry() <= Backoff.LONGEST_MS);
    host.authenticates(PLENTY);
    assertEquals(ClientStage.READY, host.stage());
  }

  /** How long it takes until the client opens another socket. */
  private double passToNextTry() {
    int before = host.urls().size();
    double sinceMs = host.nowMs;
    while (host.urls().size() == before) {
      host.pass(500);
    }
    return host.nowMs - sinceMs;
  }

  private static byte[] pushed(byte[] plaintext) {
    return BinaryFrame.sealPushed(SharedKey.fromBytes(KEY), plaintext, new SeededEntropy(3));
  }
}
