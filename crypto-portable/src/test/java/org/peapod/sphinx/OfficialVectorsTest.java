package org.peapod.sphinx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.peapod.json.Json;
import org.peapod.vectors.Checks;
import org.peapod.vectors.Vectors;

final class OfficialVectorsTest {
  private final Checks checks = new Checks();
  private final Json surbs = Vectors.load("official-surbs.json");

  @Test
  void packetsOfTheOfficialClientAreUnwrappedAndRebuilt() {
    OfficialPacketChecks.run(Vectors.load("official-packets.json"), surbs, checks);
    assertAllOf(26 * 2 * 4 * 11);
  }

  @Test
  void theLargePacketOfTheOfficialClientIsUnwrappedAndRebuilt() {
    OfficialPacketChecks.run(Vectors.load("official-packet-extended32.json"), surbs, checks);
    assertAllOf(2 * 4 * 11);
  }

  @Test
  void surbsOfTheOfficialClientAreReadAndMadeAgain() {
    OfficialSurbChecks.run(surbs, Vectors.load("official-packets.json"), checks);
    assertAllOf(14 * 3);
  }

  private void assertAllOf(int atLeast) {
    assertEquals(List.of(), checks.failures());
    assertTrue(checks.passed() >= atLeast, "only " + checks.passed() + " checks");
  }
}
