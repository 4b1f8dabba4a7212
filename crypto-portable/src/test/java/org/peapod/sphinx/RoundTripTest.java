package org.peapod.sphinx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.peapod.bytes.Result;
import org.peapod.vectors.Hex;

final class RoundTripTest {
  @Property(tries = 60)
  void whatIsSentArrivesOverEveryHop(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 5) int hops, @ForAll PacketSize size) {
    SphinxRouteFixture given = new SphinxRouteFixture(seed, hops);
    byte[] plaintext = given.entropy.bytes(size.plaintextLen());
    byte[] packet =
        SphinxBuilder.build(
            given.route, given.delays, given.destination, plaintext, size, given.entropy);
    assertEquals(size.packetLen(), packet.length);
    byte[] current = packet;
    for (int i = 0; i < hops - 1; i++) {
      byte[] before = current.clone();
      Unwrapped seen = SphinxNode.unwrap(given.secrets.get(i), current).value();
      Unwrapped.Forward forward = (Unwrapped.Forward) seen;
      assertArrayEquals(before, current, "unwrapping must not change what came");
      assertArrayEquals(given.route.get(i + 1).address(), forward.nextAddress());
      assertEquals(given.delays[i], forward.delayNanos());
      assertEquals(SphinxVersion.PAYLOAD_SEEDS, forward.version());
      current = forward.packet();
      assertEquals(size.packetLen(), current.length);
    }
    Unwrapped.Final last =
        (Unwrapped.Final) SphinxNode.unwrap(given.secrets.get(hops - 1), current).value();
    assertArrayEquals(plaintext, last.plaintext());
    assertArrayEquals(given.destination, last.destination());
    assertArrayEquals(new byte[16], last.identifier());
  }

  @Property(tries = 60)
  void everyVersionIsUnderstood(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 5) int hops,
      @ForAll @IntRange(min = 0, max = 300) int version) {
    SphinxRouteFixture given = new SphinxRouteFixture(seed, hops);
    byte[] secret = given.entropy.bytes(32);
    RouteKeys keys =
        SphinxVersion.hasLegacyBlinding(version)
            ? LegacyRouteKeys.of(secret, given.route)
            : RouteKeys.of(secret, given.route);
    byte[] plaintext = given.entropy.bytes(21);
    byte[] packet = SphinxBuilder.build(given.plan(version), keys, plaintext, PacketSize.ACK);
    Unwrapped.Final last = given.delivered(packet);
    assertArrayEquals(plaintext, last.plaintext());
    assertEquals(version, last.version());
  }

  @Property(tries = 30)
  void versionsWithLegacyBlindingAndFullKeysAreUnderstood(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 5) int hops) {
    for (int version : new int[] {1, 257, 258, 259, 260}) {
      everyVersionIsUnderstood(seed, hops, version);
    }
  }

  @Property(tries = 40)
  void theLinearWayGivesTheSecretsOfTheChain(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 5) int hops) {
    SphinxRouteFixture given = new SphinxRouteFixture(seed, hops);
    byte[] secret = given.entropy.bytes(32);
    RouteKeys linear = RouteKeys.linear(secret, given.route);
    RouteKeys chain = RouteKeys.chain(secret, given.route);
    assertArrayEquals(chain.groupElement(), linear.groupElement());
    for (int i = 0; i < hops; i++) {
      assertArrayEquals(chain.hop(i).expanded(), linear.hop(i).expanded());
    }
  }

  @Property(tries = 40)
  void aReplyComesHome(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 5) int hops,
      @ForAll PacketSize size,
      @ForAll boolean fullKeys) {
    SphinxRouteFixture given = new SphinxRouteFixture(seed, hops);
    byte[] plaintext = given.entropy.bytes(size.plaintextLen());
    Surb made =
        fullKeys
            ? Surb.create(
                given.plan(SphinxVersion.FULL_PAYLOAD_KEYS),
                RouteKeys.draw(given.route, given.entropy))
            : Surb.create(given.route, given.delays, given.destination, given.entropy);
    byte[] wire = made.toBytes();
    assertEquals(fullKeys ? Surb.lenWithFullKeys(hops) : Surb.lenWithSeeds(hops), wire.length);
    Surb read = Surb.parse(wire, 0, wire.length).value();
    assertEquals(hops, read.hops());
    assertEquals(fullKeys, read.hasFullPayloadKeys());
    assertArrayEquals(given.route.get(0).address(), read.firstHop());
    Unwrapped.Final last = given.delivered(read.apply(plaintext, size));
    assertArrayEquals(plaintext, last.plaintext());
    assertArrayEquals(given.destination, last.destination());
  }

  @Property(tries = 400)
  void aFlippedBitOfTheHeaderIsRefusedAtOnce(
      @ForAll long seed,
      @ForAll @IntRange(min = 0, max = SphinxGeometry.HEADER_LEN - 1) int position,
      @ForAll @IntRange(min = 0, max = 7) int bit) {
    SphinxRouteFixture given = new SphinxRouteFixture(seed, 2);
    byte[] packet = ack(given);
    packet[position] ^= (byte) (1 << bit);
    Result<Unwrapped> result = SphinxNode.unwrap(given.secrets.get(0), packet);
    boolean isIgnored = position == 31 && bit == 7;
    assertEquals(isIgnored, result.isOk());
    if (!isIgnored) {
      assertEquals(SphinxFault.WRONG_MAC, result.fault());
    }
  }

  @Property(tries = 100)
  void aFlippedBitOfThePayloadPassesAndFailsAtTheEnd(
      @ForAll long seed, @ForAll int position, @ForAll @IntRange(min = 0, max = 7) int bit) {
    SphinxRouteFixture given = new SphinxRouteFixture(seed, 3);
    byte[] packet = ack(given);
    int payloadLen = packet.length - SphinxGeometry.HEADER_LEN;
    int at = SphinxGeometry.HEADER_LEN + Math.floorMod(position, payloadLen);
    packet[at] ^= (byte) (1 << bit);
    byte[] arriving = given.forwardedTo(2, packet);
    Result<Unwrapped> result = SphinxNode.unwrap(given.secrets.get(2), arriving);
    assertEquals(SphinxFault.PAYLOAD_ALTERED, result.fault());
  }

  @Property(tries = 100)
  void anotherNodesKeyDoesNotOpenAPacket(@ForAll long seed) {
    SphinxRouteFixture given = new SphinxRouteFixture(seed, 2);
    Result<Unwrapped> result = SphinxNode.unwrap(given.secrets.get(1), ack(given));
    assertEquals(SphinxFault.WRONG_MAC, result.fault());
  }

  @Property(tries = 30)
  void onePacketHasOneReplayTagPerHopAndAnotherHasOthers(@ForAll long seed) {
    SphinxRouteFixture given = new SphinxRouteFixture(seed, 2);
    byte[] packet = ack(given);
    String tag = tag(given, 0, packet);
    assertEquals(tag, tag(given, 0, packet));
    assertNotEquals(tag, tag(given, 1, given.forwardedTo(1, packet)));
    assertNotEquals(tag, tag(given, 0, ack(given)));
  }

  @Property(tries = 200)
  void anyBytesAreRefusedAndNeverThrow(@ForAll long seed, @ForAll @IntRange(max = 900) int len) {
    SphinxRouteFixture given = new SphinxRouteFixture(seed, 1);
    byte[] bytes = given.entropy.bytes(len);
    assertTrue(SphinxNode.unwrap(given.secrets.get(0), bytes).isFault());
    Result<Surb> surb = Surb.parse(bytes, 0, bytes.length);
    if (surb.isOk()) {
      assertEquals(386, surb.value().apply(new byte[21], PacketSize.ACK).length);
      assertArrayEquals(bytes, surb.value().toBytes());
    }
  }

  @Property(tries = 50)
  void aPacketDoesNotShowItsPlaintext(@ForAll long seed) {
    SphinxRouteFixture given = new SphinxRouteFixture(seed, 1);
    byte[] plaintext = new byte[21];
    Arrays.fill(plaintext, (byte) 'p');
    byte[] packet =
        SphinxBuilder.build(
            given.route, given.delays, given.destination, plaintext, PacketSize.ACK, given.entropy);
    String hex = Hex.encode(packet);
    assertFalse(hex.contains("70707070"));
    assertFalse(hex.contains(Hex.encode(given.destination)));
  }

  private static byte[] ack(SphinxRouteFixture given) {
    byte[] plaintext = given.entropy.bytes(21);
    return SphinxBuilder.build(
        given.route, given.delays, given.destination, plaintext, PacketSize.ACK, given.entropy);
  }

  private static String tag(SphinxRouteFixture given, int hop, byte[] packet) {
    return Hex.encode(SphinxNode.unwrap(given.secrets.get(hop), packet).value().replayTag());
  }
}
