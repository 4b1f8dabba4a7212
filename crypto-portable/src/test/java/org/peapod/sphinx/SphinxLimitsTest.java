package org.peapod.sphinx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.peapod.crypto.Entropy;
import org.peapod.crypto.SeededEntropy;

final class SphinxLimitsTest {
  private static final Entropy NONE =
      (out, off, len) -> {
        throw new AssertionError("nothing may be drawn for a refused packet");
      };

  private final SphinxRouteFixture given = new SphinxRouteFixture(1, 3);

  @Test
  void sizesAreThoseOfTheChapter() {
    int[] packets = {2413, 386, 33133, 8557, 16749};
    int[] payloads = {2065, 38, 32785, 8209, 16401};
    for (PacketSize size : PacketSize.values()) {
      assertEquals(packets[size.ordinal()], size.packetLen());
      assertEquals(payloads[size.ordinal()], size.payloadLen());
      assertEquals(size.ordinal() + 1, size.tag());
      assertSame(size, PacketSize.ofPacketLen(size.packetLen()));
      assertSame(size, PacketSize.ofTag(size.tag()));
    }
    assertNull(PacketSize.ofPacketLen(2377));
    assertNull(PacketSize.ofTag(6));
    assertEquals(348, SphinxGeometry.HEADER_LEN);
    assertEquals(365, SphinxGeometry.MIN_PACKET_LEN);
    assertEquals(444, Surb.lenWithSeeds(4));
    assertEquals(1148, Surb.lenWithFullKeys(4));
  }

  @Test
  void anEmptyOrTooLongRouteIsTheCallersMistake() {
    assertRefused(List.of(), new long[0], given.destination, new byte[21]);
    SphinxRouteFixture six = new SphinxRouteFixture(1, 6);
    assertRefused(six.route, six.delays, six.destination, new byte[21]);
  }

  @Test
  void wrongLengthsAreTheCallersMistake() {
    assertRefused(given.route, new long[2], given.destination, new byte[21]);
    assertRefused(given.route, given.delays, new byte[31], new byte[21]);
    byte[] right = new byte[32];
    byte[] wrong = new byte[33];
    assertThrows(IllegalArgumentException.class, () -> new SphinxHop(wrong, right));
    assertThrows(IllegalArgumentException.class, () -> new SphinxHop(right, wrong));
    HeaderPlan plan = given.plan(259);
    byte[] padding = plan.padding();
    assertThrows(
        IllegalArgumentException.class,
        () -> new HeaderPlan(given.route, given.delays, right, new byte[15], padding, 259));
    assertThrows(
        IllegalArgumentException.class,
        () -> new HeaderPlan(given.route, given.delays, right, new byte[16], wrong, 259));
  }

  @Test
  void aPlaintextThatDoesNotFitIsTheCallersMistake() {
    byte[] tooLong = new byte[22];
    assertThrows(
        IllegalArgumentException.class,
        () ->
            SphinxBuilder.build(
                given.route, given.delays, given.destination, tooLong, PacketSize.ACK, NONE));
    Surb surb = Surb.create(given.route, given.delays, given.destination, given.entropy);
    assertThrows(IllegalArgumentException.class, () -> surb.apply(tooLong, PacketSize.ACK));
  }

  @Test
  void hopsAndSurbsDoNotShareTheirBytes() {
    byte[] address = new byte[32];
    SphinxHop hop = new SphinxHop(address, new byte[32]);
    address[0] = 1;
    hop.address()[1] = 1;
    hop.publicKey()[1] = 1;
    assertArrayEquals(new byte[32], hop.address());
    assertArrayEquals(new byte[32], hop.publicKey());
    Surb surb = Surb.create(given.route, given.delays, given.destination, given.entropy);
    surb.toBytes()[0] ^= 1;
    byte[] wire = surb.toBytes();
    Surb read = Surb.parse(wire, 0, wire.length).value();
    wire[0] ^= 1;
    assertArrayEquals(surb.toBytes(), read.toBytes());
  }

  @Test
  void aWipedSurbHoldsNothing() {
    Surb surb = Surb.create(given.route, given.delays, given.destination, given.entropy);
    surb.wipe();
    assertArrayEquals(new byte[Surb.lenWithSeeds(3)], surb.toBytes());
  }

  @Test
  void surbsOfOtherLengthsAreRefused() {
    assertEquals(SphinxFault.SURB_TOO_SHORT, fault(395));
    assertEquals(SphinxFault.SURB_KEYS_CUT, fault(397));
    assertEquals(SphinxFault.SURB_TOO_MANY_KEYS, fault(380 + 16 * 6));
    assertEquals(SphinxFault.SURB_TOO_MANY_KEYS, fault(380 + 16 * 11));
    assertEquals(SphinxFault.SURB_KEYS_CUT, fault(380 + 193));
    assertEquals(SphinxFault.SURB_KEYS_CUT, fault(380 + 16 * 13));
    assertEquals(SphinxFault.SURB_TOO_MANY_KEYS, fault(380 + 192 * 6));
    byte[] bytes = new byte[500];
    assertEquals(SphinxFault.SURB_TOO_SHORT, Surb.parse(bytes, 105, 396).fault());
    assertEquals(SphinxFault.SURB_TOO_SHORT, Surb.parse(bytes, -1, 396).fault());
    for (int keys = 1; keys <= 5; keys++) {
      assertEquals(keys, Surb.parse(bytes, 0, Surb.lenWithSeeds(keys)).value().hops());
      byte[] full = new byte[Surb.lenWithFullKeys(keys)];
      assertEquals(keys, Surb.parse(full, 0, full.length).value().hops());
    }
  }

  @Test
  void aPayloadIsRecoveredOnlyFromItsFrame() {
    assertEquals(SphinxFault.PAYLOAD_TOO_SHORT, SphinxPayload.recover(new byte[16]).fault());
    assertEquals(SphinxFault.PAYLOAD_WITHOUT_END, SphinxPayload.recover(new byte[40]).fault());
    byte[] altered = new byte[40];
    altered[15] = 1;
    assertEquals(SphinxFault.PAYLOAD_ALTERED, SphinxPayload.recover(altered).fault());
    byte[] framed = new byte[40];
    framed[16] = 1;
    framed[18] = 1;
    framed[30] = 5;
    assertArrayEquals(new byte[] {1, 0}, SphinxPayload.recover(framed).value());
    byte[] empty = new byte[17];
    empty[16] = 1;
    assertArrayEquals(new byte[0], SphinxPayload.recover(empty).value());
  }

  @Test
  void aPayloadNoLongerThanItsLeftPartIsDropped() {
    SphinxRouteFixture one = new SphinxRouteFixture(4, 1);
    byte[] packet =
        SphinxBuilder.build(
            one.route, one.delays, one.destination, new byte[21], PacketSize.ACK, one.entropy);
    byte[] secret = one.secrets.get(0);
    byte[] cut = Arrays.copyOf(packet, SphinxGeometry.HEADER_LEN + 32);
    assertEquals(SphinxFault.PAYLOAD_TOO_SHORT, SphinxNode.unwrap(secret, cut).fault());
    byte[] longer = Arrays.copyOf(packet, SphinxGeometry.HEADER_LEN + 33);
    assertEquals(SphinxFault.PAYLOAD_ALTERED, SphinxNode.unwrap(secret, longer).fault());
  }

  @Test
  void blocksOfTheWrongLengthAreABug() {
    byte[] key = new byte[192];
    byte[] block = new byte[64];
    assertThrows(IllegalArgumentException.class, () -> Lioness.encrypt(key, block, 0, 32));
    assertThrows(IllegalArgumentException.class, () -> Lioness.decrypt(key, block, 0, 65));
    assertThrows(IllegalArgumentException.class, () -> Lioness.decrypt(key, block, -1, 40));
  }

  /** What has probability 2⁻¹²⁶ with drawn secrets: neither 8m nor 8(l − m) is clamp-shaped. */
  @Test
  void aScalarOfTheWrongShapeIsReported() {
    assertNull(new RunningScalar(new int[] {1, 0, 0, 0, 0, 0, 0, 0}).clampShaped());
    assertNull(new RunningScalar(new int[] {0, 0, 0, 0, 0, 0, 0, 0x10000000}).clampShaped());
    assertNotNull(new RunningScalar(new int[] {0, 0, 0, 0, 0, 0, 0, 0x08000000}).clampShaped());
    byte[] small = new RunningScalar(new int[] {0, 0, 0, 0, 0, 0, 0, 0x01000000}).clampShaped();
    assertEquals(0x40, small[31] & 0xc0);
    assertEquals(0, small[0] & 7);
  }

  @Test
  void aKeyOfLowOrderOrOnTheTwistIsNoReasonToThrow() {
    byte[] twist = new byte[32];
    twist[0] = 2;
    for (byte[] key : List.of(new byte[32], twist)) {
      List<SphinxHop> route = new ArrayList<>(given.route);
      route.set(1, new SphinxHop(new byte[32], key));
      byte[] packet =
          SphinxBuilder.build(
              route, given.delays, given.destination, new byte[21], PacketSize.ACK, given.entropy);
      assertTrue(SphinxNode.unwrap(given.secrets.get(0), packet).isOk());
    }
  }

  @Test
  void equalSeedsGiveEqualPackets() {
    byte[] first = packet(new SeededEntropy(9));
    assertArrayEquals(first, packet(new SeededEntropy(9)));
    assertFalse(Arrays.equals(first, packet(new SeededEntropy(10))));
  }

  @Test
  void faultsExplainThemselves() {
    for (SphinxFault fault : SphinxFault.values()) {
      assertFalse(fault.explanation().isEmpty());
    }
  }

  private byte[] packet(Entropy entropy) {
    return SphinxBuilder.build(
        given.route, given.delays, given.destination, new byte[21], PacketSize.ACK, entropy);
  }

  private static SphinxFault fault(int len) {
    return (SphinxFault) Surb.parse(new byte[len], 0, len).fault();
  }

  private static void assertRefused(
      List<SphinxHop> route, long[] delays, byte[] destination, byte[] plaintext) {
    assertThrows(
        IllegalArgumentException.class,
        () -> SphinxBuilder.build(route, delays, destination, plaintext, PacketSize.ACK, NONE));
    assertThrows(
        IllegalArgumentException.class, () -> Surb.create(route, delays, destination, NONE));
  }
}
