package org.peapod.message;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.peapod.crypto.Entropy;
import org.peapod.vectors.Hex;

class FragmentTest {
  @Test
  void brokenRulesAreNamed() {
    fault(MessageFault.FRAGMENT_TOO_SHORT, "");
    fault(MessageFault.FRAGMENT_TOO_SHORT, "800030390a05");
    fault(MessageFault.FRAGMENT_TOO_SHORT, "800030390a0180");
    fault(MessageFault.FRAGMENT_FLAG_MISSING, "000030390a0500");
    fault(MessageFault.FRAGMENT_FLAG_MISSING, "800030390a0101000000");
    fault(MessageFault.FRAGMENT_POSITION_INVALID, "800030390a0b00");
    fault(MessageFault.FRAGMENT_POSITION_INVALID, "80003039000000");
    fault(MessageFault.FRAGMENT_POSITION_INVALID, "800030390a0000");
    fault(MessageFault.FRAGMENT_LINK_MISPLACED, "800030390a0580000063");
    fault(MessageFault.FRAGMENT_LINK_MISPLACED, "800030390a0a80000063");
    fault(MessageFault.FRAGMENT_SET_ID_INVALID, "80000000010100");
    fault(MessageFault.FRAGMENT_SET_ID_INVALID, "800030390a0180003039");
    fault(MessageFault.FRAGMENT_SET_ID_INVALID, "8000004d020180000000");
  }

  @Test
  void fragmentsThatBreakARuleCannotBeMade() {
    refused(() -> new Fragment(1, 0, 1, 0));
    refused(() -> new Fragment(1, 256, 1, 0));
    refused(() -> new Fragment(0, 1, 1, 0));
    refused(() -> new Fragment(1, 1, 1, -5));
    refused(() -> new Fragment(1, 3, 2, 5));
  }

  @Test
  void identifierIsFiveBytesWithoutTheTopBit() {
    FragmentId id = new FragmentId(0x01020304, 5);
    assertArrayEquals(new byte[] {1, 2, 3, 4, 5}, id.toBytes());
    assertEquals(id, FragmentId.parse(id.toBytes()).value());
    assertFalse(id.isCover());
    assertEquals(MessageFault.FRAGMENT_ID_INVALID, FragmentId.parse(new byte[4]).fault());
    assertEquals(MessageFault.FRAGMENT_ID_INVALID, FragmentId.parse(new byte[6]).fault());
    byte[] negative = {(byte) 0x80, 0, 0, 0, 1};
    assertEquals(MessageFault.FRAGMENT_ID_INVALID, FragmentId.parse(negative).fault());
    refused(() -> new FragmentId(-1, 0));
    refused(() -> new FragmentId(1, 256));
    refused(() -> new FragmentId(1, -1));
  }

  @Test
  void identifierDrawnTwiceIsDrawnAgain() {
    byte[] draws = {0, 0, 0, 8, 0, 0, 0, 8, 0, 0, 0, 9};
    int[] at = {0};
    Entropy entropy =
        (out, off, len) -> {
          System.arraycopy(draws, at[0], out, off, len);
          at[0] += len;
        };
    assertArrayEquals(new int[] {9, 10}, Fragmenter.drawSetIds(2, entropy));
  }

  @Test
  void fragmenterRefusesMistakesOfItsCaller() {
    refused(() -> new Fragmenter(new byte[0], 20, new int[] {1}));
    refused(() -> new Fragmenter(new byte[13], 20, new int[] {1, 2}));
    refused(() -> new Fragmenter(new byte[13], 10, new int[] {1}));
    Fragmenter one = new Fragmenter(new byte[13], 20, new int[] {1});
    refused(() -> one.fragment(1));
    refused(() -> one.id(-1));
    refused(() -> FragmentCount.sets(-1, 20));
  }

  @Test
  void nothingNeedsOneFragmentThatIsFree() {
    assertEquals(new FragmentCount(1, 13), FragmentCount.required(0, 20));
  }

  @Test
  void emptyPayloadIsAFragment() {
    assertTrue(Fragment.parse(Hex.decode("80003039010100")).isOk());
  }

  private static void fault(MessageFault fault, String hex) {
    assertEquals(fault, Fragment.parse(Hex.decode(hex)).fault(), hex);
  }

  private static void refused(Executable call) {
    assertThrows(IllegalArgumentException.class, call);
  }

  @Test
  void setsThatAMessageCannotHaveGiveNoFragments() {
    assertNull(Fragmenter.padding(new byte[12], 20, new int[] {1, 2}));
    assertNull(Fragmenter.padding(new byte[12], 20, new int[] {0}));
    assertNull(Fragmenter.padding(new byte[4000], 20, new int[] {7, 7}));
    assertNotNull(Fragmenter.padding(new byte[4000], 20, new int[] {7, 8}));
  }
}
