package org.peapod.sphinx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.peapod.vectors.Checks;
import org.peapod.vectors.Vectors;

final class SphinxVectorsTest {
  private final Checks checks = new Checks();

  @Test
  void valuesOfTheReferencesOwnTestsHold() {
    ReferenceChecks.run(Vectors.load("sphinx-reference.json"), checks);
    assertAllOf(19);
  }

  @Test
  void linearAgreementEqualsTheChain() {
    ScalarProductChecks.run(Vectors.load("sphinx-scalar-product.json"), checks);
    assertAllOf(11 * 13);
  }

  @Test
  void packetsOfVersion259AreBuiltAndUnwrapped() {
    PacketChecks.run(Vectors.load("sphinx-packet-v259.json"), checks);
    assertAllOf(400);
  }

  @Test
  void packetsOfVersion258AreBuiltAndUnwrapped() {
    PacketChecks.run(Vectors.load("sphinx-packet-v258.json"), checks);
    assertAllOf(200);
  }

  @Test
  void packetsOfVersion257AreBuiltAndUnwrapped() {
    PacketChecks.run(Vectors.load("sphinx-packet-v257-legacy.json"), checks);
    assertAllOf(60);
  }

  @Test
  void surbsAreMadeAndSpentAndComeHome() {
    SurbChecks.run(Vectors.load("sphinx-surb.json"), checks);
    assertAllOf(300);
  }

  @Test
  void alteredPacketsAreDropped() {
    RejectChecks.run(Vectors.load("sphinx-reject.json"), checks);
    assertAllOf(13);
  }

  private void assertAllOf(int atLeast) {
    assertEquals(List.of(), checks.failures());
    assertTrue(checks.passed() >= atLeast, "only " + checks.passed() + " checks");
  }
}
