package org.peapod.bytes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.peapod.json.JsonFault;

final class BytesTest {
  @Test
  void readerGivesWhatTheWriterWrote() {
    byte[] bytes =
        new ByteWriter(22)
            .u8(0x1ff)
            .u16(0x10203)
            .u32(0xfffffffeL)
            .u64(-2)
            .zeros(2)
            .bytes(new byte[] {7, 8, 9})
            .bytes(new byte[] {1, 2, 3, 4}, 1, 2)
            .finish();
    ByteReader reader = new ByteReader(bytes);
    assertEquals(0xff, reader.u8());
    assertEquals(0x0203, reader.u16());
    assertEquals(0xfffffffeL, reader.u32());
    assertEquals(-2, reader.i64());
    reader.skip(2);
    assertArrayEquals(new byte[] {7, 8, 9}, reader.bytes(3));
    assertEquals(2, reader.remaining());
    assertFalse(reader.endedExactly());
    assertArrayEquals(new byte[] {2, 3}, reader.rest());
    assertTrue(reader.endedExactly());
  }

  @Test
  void readingPastTheEndGivesZerosAndIsRemembered() {
    ByteReader reader = new ByteReader(new byte[] {1, 2, 3, 4, 5}, 1, 3);
    assertEquals(0x0203, reader.u16());
    assertEquals(0x0400, reader.u16());
    assertTrue(reader.hasOverrun());
    assertEquals(0, reader.u8());
    assertEquals(0, reader.i64());
    assertArrayEquals(new byte[4], reader.bytes(4));
    assertFalse(reader.endedExactly());
  }

  @Test
  void aHugeLengthPastTheEndAllocatesLittle() {
    ByteReader reader = new ByteReader(new byte[3]);
    assertTrue(reader.bytes(Integer.MAX_VALUE).length <= 64);
    assertTrue(reader.hasOverrun());
  }

  @Test
  void skippingPastTheEndIsAnOverrun() {
    ByteReader reader = new ByteReader(new byte[3]);
    reader.skip(4);
    assertTrue(reader.hasOverrun());
    ByteReader backwards = new ByteReader(new byte[3]);
    backwards.skip(-1);
    assertTrue(backwards.hasOverrun());
  }

  @Test
  void aWindowOutsideOfTheArrayIsTheCallersMistake() {
    byte[] five = new byte[5];
    assertThrows(IllegalArgumentException.class, () -> new ByteReader(five, 3, 3));
    assertThrows(IllegalArgumentException.class, () -> new ByteReader(five, -1, 3));
    assertThrows(IllegalArgumentException.class, () -> new ByteReader(five, 1, -3));
    assertThrows(IllegalArgumentException.class, () -> new ByteReader(five).bytes(-1));
  }

  @Test
  void anUnfinishedOrOverfullWriterIsABug() {
    assertThrows(IllegalStateException.class, () -> new ByteWriter(3).u16(1).finish());
    assertThrows(IllegalStateException.class, () -> new ByteWriter(3).zeros(4));
    assertThrows(IllegalStateException.class, () -> new ByteWriter(3).zeros(-1));
    assertThrows(IllegalStateException.class, () -> new ByteWriter(3).u32(1));
    assertThrows(IllegalStateException.class, () -> new ByteWriter(1).bytes(new byte[2]));
  }

  @Test
  void aResultIsAValueOrAFault() {
    Result<String> good = Result.ok("x");
    assertTrue(good.isOk());
    assertFalse(good.isFault());
    assertEquals("x", good.value());
    assertNull(good.fault());
    Result<String> bad = Result.fault(JsonFault.TOO_DEEP);
    assertTrue(bad.isFault());
    assertFalse(bad.isOk());
    assertSame(JsonFault.TOO_DEEP, bad.fault());
    assertSame(JsonFault.TOO_DEEP, bad.<Integer>castFault().fault());
    assertThrows(IllegalStateException.class, bad::value);
    assertThrows(IllegalArgumentException.class, () -> Result.ok(null));
    assertThrows(IllegalArgumentException.class, () -> Result.fault(null));
    assertThrows(IllegalArgumentException.class, good::castFault);
  }
}
