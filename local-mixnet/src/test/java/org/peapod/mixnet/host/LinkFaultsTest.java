package org.peapod.mixnet.host;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class LinkFaultsTest {
  private final byte[] packet = {1, 2, 3, 4};

  @Test
  void withoutFaultsEveryPacketArrivesAsItIs() {
    for (int number = 1; number < 100; number++) {
      List<byte[]> arriving = LinkFaults.NONE.arriving(number, packet);
      assertEquals(1, arriving.size());
      assertSame(packet, arriving.get(0));
    }
  }

  @Test
  void everySoManiethPacketIsLostRepeatedOrCorrupted() {
    LinkFaults faults = new LinkFaults(5, 3, 4);
    assertEquals(List.of(packet), faults.arriving(2, packet));
    assertEquals(List.of(packet, packet), faults.arriving(3, packet));
    assertArrayEquals(new byte[] {1, 2, 2, 4}, faults.arriving(4, packet).get(0));
    assertEquals(List.of(), faults.arriving(5, packet));
    assertArrayEquals(new byte[] {1, 2, 3, 4}, packet);
  }

  @Test
  void negativeCountsAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new LinkFaults(-1, 0, 0));
  }
}
