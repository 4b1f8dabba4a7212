package org.peapod.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.peapod.vectors.Checks;
import org.peapod.vectors.Vectors;

/** Every gateway vector file, on the JVM. */
final class GatewayVectorsTest {
  private final Checks checks = new Checks();

  @Test
  void primitivesMatch() {
    GatewayPrimitiveChecks.run(Vectors.load("gateway-primitives.json"), checks);
    expect(10);
  }

  @Test
  void handshakeMatchesAndRefusesWhatItMust() {
    GatewayHandshakeChecks.run(Vectors.load("gateway-handshake.json"), checks);
    expect(274);
  }

  @Test
  void authenticationMatches() {
    GatewayAuthChecks.run(Vectors.load("gateway-auth.json"), checks);
    expect(16);
  }

  @Test
  void binaryFramesMatch() {
    GatewayBinaryChecks.run(Vectors.load("gateway-binary.json"), checks);
    expect(45);
  }

  @Test
  void textsMatch() {
    GatewayTextChecks.run(
        Vectors.load("gateway-text.json"), Vectors.load("gateway-handshake.json"), checks);
    expect(45);
  }

  @Test
  void recordedHandshakesMatch() {
    OfficialHandshakeChecks.run(
        Vectors.load("official-handshake.json"), Vectors.load("official-clients.json"), checks);
    expect(152);
  }

  @Test
  void recordedFramesMatch() {
    OfficialFrameChecks.run(Vectors.load("official-packets.json"), checks);
    expect(260);
  }

  private void expect(int atLeast) {
    assertEquals(List.of(), checks.failures());
    assertTrue(checks.passed() >= atLeast, "only " + checks.passed() + " comparisons");
  }
}
