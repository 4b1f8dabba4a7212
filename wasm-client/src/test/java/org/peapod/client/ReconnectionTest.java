package org.peapod.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.peapod.address.NodeIdentity;
import org.peapod.crypto.SeededEntropy;
import org.peapod.gateway.SharedKey;
import org.peapod.traffic.OfficialNetwork;

/** A client whose gateway knows it already: how it comes back, and when it gives way. */
class ReconnectionTest {
  private static final NodeIdentity GATEWAY = OfficialNetwork.client("alice").gateway();
  private static final String OCCUPIED = "there is already an open connection";
  private static final String SKEWED = "the timestamp is excessively skewed";
  private static final String KEPT_URL = "ws://192.0.2.7:9000/";
  private static final long PLENTY = 1L << 36;

  private final ScriptedHost host = host(ScriptedHost.config(null), null);

  private static ScriptedHost host(ClientConfig config, String listener) {
    SharedKey key = SharedKey.fromBytes(new byte[32]);
    return new ScriptedHost(config, new StoredGateway(GATEWAY, key, 5, listener));
  }

  @Test
  void storedRegistrationAuthenticatesAndKeepsTheGateway() {
    host.start();
    host.authenticates(PLENTY);
    assertTrue(host.lastText().contains("authenticateV2"));
    String address = host.all(ClientOutput.Ready.class).get(0).address();
    assertTrue(address.endsWith("@" + GATEWAY));
    assertEquals(ClientStage.READY, host.stage());
  }

  @Test
  void storedRegistrationIsPassedOverWhenAnotherGatewayIsAskedFor() {
    NodeIdentity other = NodeIdentity.parse("6C9EbuguFXrtt5dYjfLXau4afzoN1buRpfh5cPK9UaaF").value();
    StoredGateway stored = new StoredGateway(other, SharedKey.fromBytes(new byte[32]), 0, KEPT_URL);
    ScriptedHost named = new ScriptedHost(ScriptedHost.config(GATEWAY.toString()), stored).start();
    assertFalse(named.urls().contains(KEPT_URL));
    named.opens();
    named.says("{\"type\":\"supportedProtocol\",\"version\":6}");
    assertTrue(named.lastText().contains("registerHandshakeInitRequest") || isHandshake(named));
  }

  @Test
  void clientThatItsGatewayForgotRegistersAgainThereAtOnce() {
    host.start();
    host.refuses("client is not registered");
    assertEquals(2, host.urls().size());
    assertEquals(host.urls().get(0), host.urls().get(1));
    host.opens();
    host.says("{\"type\":\"supportedProtocol\",\"version\":6}");
    assertTrue(isHandshake(host));
    assertNull(host.startFault());
  }

  @Test
  void gatewayThatIsDownIsTriedAgainUntilTheStartsTimeIsUp() {
    host.start();
    host.closes();
    host.pass(2_000);
    assertEquals(2, host.urls().size());
    host.authenticates(PLENTY);
    assertEquals(1, host.all(ClientOutput.Ready.class).size());

    ScriptedHost patient = host(ScriptedHost.config(null), null).start();
    patient.pass(61_000);
    assertEquals(ClientFault.START_TIMED_OUT, patient.startFault());
  }

  @Test
  void keptUrlComesFirstAndTheListedOneNext() {
    ScriptedHost kept = host(ScriptedHost.config(null), KEPT_URL).start();
    kept.closes();
    kept.pass(2_000);
    kept.closes();
    kept.pass(4_000);
    assertEquals(3, kept.urls().size());
    assertEquals(KEPT_URL, kept.urls().get(0));
    assertTrue(kept.urls().get(1).startsWith("ws://127.0.0.1:"));
    assertEquals(KEPT_URL, kept.urls().get(2));
  }

  @Test
  void secondClientWithTheSameIdentityGivesWayAtTheStart() {
    host.start();
    for (int i = 1; i <= Comeback.MAX_OCCUPIED; i++) {
      assertNull(host.startFault());
      assertEquals(i, host.urls().size());
      host.refuses(OCCUPIED);
      host.pass(Comeback.OCCUPIED_MOST_MS);
    }
    assertEquals(ClientFault.ADDRESS_IN_USE, host.startFault());
    host.pass(60_000);
    assertEquals(Comeback.MAX_OCCUPIED, host.urls().size());
  }

  @Test
  void clientWhoseAddressIsTakenWhileItWasAwayGivesWayToo() {
    host.start();
    host.authenticates(PLENTY);
    host.closes();
    assertEquals(ClientStage.RECONNECTING, host.stage());
    for (int i = 1; i <= Comeback.MAX_OCCUPIED; i++) {
      host.pass(Comeback.OCCUPIED_MOST_MS);
      host.refuses(OCCUPIED);
    }
    List<ClientOutput.GaveUp> gaveUp = host.all(ClientOutput.GaveUp.class);
    assertEquals(ClientFault.ADDRESS_IN_USE, gaveUp.get(0).fault());
    assertEquals(1, host.all(ClientOutput.Closed.class).size());
  }

  @Test
  void oneRefusalAfterANetworkDropIsNoFight() {
    host.start();
    for (int i = 0; i < 2 * Comeback.MAX_OCCUPIED; i++) {
      host.refuses(OCCUPIED);
      host.pass(Comeback.OCCUPIED_MOST_MS);
      host.authenticates(PLENTY);
      host.closes();
      host.pass(Backoff.LONGEST_MS);
    }
    assertTrue(host.all(ClientOutput.GaveUp.class).isEmpty());
  }

  @Test
  void skewedClockIsCorrectedByTheDirectorysDate() {
    host.clockErrorMs = -3_600_000;
    host.dateMs = ScriptedHost.WALL_MS;
    host.start();
    host.refuses(SKEWED);
    host.opens();
    host.says("{\"type\":\"supportedProtocol\",\"version\":6}");
    assertEquals((long) (ScriptedHost.WALL_MS + 500) / 1000, timestamp(host.lastText()));
  }

  @Test
  void skewedClockIsCorrectedByTheAgeOfTheDataWithoutADate() {
    host.clockErrorMs = 86_400_000;
    host.start();
    host.refuses(SKEWED);
    host.opens();
    host.says("{\"type\":\"supportedProtocol\",\"version\":6}");
    double off = Math.abs(timestamp(host.lastText()) - ScriptedHost.WALL_MS / 1000);
    assertTrue(off < 120, "off by " + off + " s");
  }

  @Test
  void skewedClockIsCorrectedAlsoWhereItWasFastBefore() {
    long fast = (long) ScriptedHost.WALL_MS / 1000 + 86_400;
    SharedKey key = SharedKey.fromBytes(new byte[32]);
    StoredGateway stored = new StoredGateway(GATEWAY, key, fast, null);
    ScriptedHost joinedFast = new ScriptedHost(ScriptedHost.config(null), stored);
    joinedFast.clockErrorMs = 86_400_000;
    joinedFast.dateMs = ScriptedHost.WALL_MS;
    joinedFast.start();
    joinedFast.refuses(SKEWED);
    joinedFast.opens();
    joinedFast.says("{\"type\":\"supportedProtocol\",\"version\":6}");
    assertEquals((long) (ScriptedHost.WALL_MS + 500) / 1000, timestamp(joinedFast.lastText()));
  }

  @Test
  void clockThatStaysSkewedFailsTheStartByName() {
    host.start();
    host.refuses(SKEWED);
    host.refuses(SKEWED);
    assertEquals(ClientFault.CLOCK_SKEWED, host.startFault());
  }

  @Test
  void refusedBandwidthIsSaidAndTriedAgain() {
    host.start();
    host.authenticates(PLENTY);
    host.closes();
    host.pass(2_000);
    host.authenticates(0);
    host.says("{\"type\":\"error\",\"message\":\"this gateway wants credentials for bandwidth\"}");
    assertEquals(1, host.all(ClientOutput.BandwidthRefused.class).size());
    int before = host.urls().size();
    host.pass(2 * Backoff.FIRST_MS);
    assertEquals(before + 1, host.urls().size());
  }

  @Test
  void pausesGrowUpToTheLongestAndHaveJitter() {
    Backoff backoff = new Backoff(new SeededEntropy(4));
    double upper = Backoff.FIRST_MS;
    for (int i = 0; i < 12; i++) {
      double pause = backoff.next();
      assertTrue(pause >= upper / 2 && pause <= upper, "pause " + i + " was " + pause);
      upper = Math.min(2 * upper, Backoff.LONGEST_MS);
    }
    backoff.reset();
    assertTrue(backoff.next() <= Backoff.FIRST_MS);
  }

  @Test
  void withoutNetworkFewTriesAreMadeAndTheHintBackIsTakenAtOnce() {
    host.start();
    host.authenticates(PLENTY);
    host.hint(false);
    assertEquals(ClientStage.OFFLINE, host.stage());
    host.pass(Comeback.OFFLINE_MS - 1);
    assertEquals(1, host.urls().size());
    host.hint(true);
    assertEquals(2, host.urls().size());
    host.authenticates(PLENTY);
    assertEquals(ClientStage.READY, host.stage());
  }

  @Test
  void hintOfNoNetworkBeforeTheFirstConnectionIsOfNoEffect() {
    ScriptedHost fresh = new ScriptedHost(ScriptedHost.config(GATEWAY.toString())).start();
    fresh.hint(false);
    assertEquals(ClientStage.GATEWAY_SOCKET, fresh.stage());
    assertNull(fresh.startFault());
  }

  private static boolean isHandshake(ScriptedHost host) {
    String text = host.lastText();
    return text.contains("registerHandshakeInitRequest") || text.contains("handshakePayload");
  }

  private static long timestamp(String authenticate) {
    String key = "\"requestUnixTimestamp\":";
    int at = authenticate.indexOf(key) + key.length();
    return Long.parseLong(authenticate.substring(at, authenticate.indexOf(',', at)));
  }
}
