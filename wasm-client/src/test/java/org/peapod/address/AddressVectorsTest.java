package org.peapod.address;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.peapod.vectors.Checks;
import org.peapod.vectors.Vectors;

class AddressVectorsTest {
  @Test
  void everyKnownAddressIsReadAndWrittenAsRecorded() {
    Checks checks = new Checks();
    AddressChecks.run(Vectors.load("messages-addresses.json"), checks);
    assertEquals(List.of(), checks.failures());
    assertTrue(checks.passed() >= 6 * 12 + 8 + 5 * 7 + 3 * 3, "passed " + checks.passed());
  }
}
