package org.peapod.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.peapod.vectors.Checks;
import org.peapod.vectors.Vectors;

final class PrimitiveVectorsTest {
  @Test
  void knownAnswersHold() {
    Checks checks = new Checks();
    PrimitiveChecks.run(
        Vectors.load("gateway-primitives.json"), Vectors.load("messages-crypto.json"), checks);
    assertEquals(List.of(), checks.failures());
    assertTrue(checks.passed() >= 50, "only " + checks.passed() + " checks");
  }
}
