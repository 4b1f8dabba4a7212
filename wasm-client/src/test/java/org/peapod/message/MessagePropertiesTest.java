package org.peapod.message;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.peapod.bytes.Result;
import org.peapod.crypto.X25519;

class MessagePropertiesTest {
  /** Lengths around every boundary: one fragment, one set, two, three and four sets. */
  @Provide
  Arbitrary<Integer> lengths() {
    int single = 255 * 13;
    int outer = single - 3;
    int middle = single - 6;
    Arbitrary<Integer> edge =
        Arbitraries.of(
            13, 26, single, 2 * outer, 2 * outer + middle, 2 * outer + 2 * middle, outer);
    Arbitrary<Integer> near = edge.flatMap(e -> Arbitraries.integers().between(e - 12, e + 12));
    return Arbitraries.oneOf(near, Arbitraries.integers().between(1, 14_000));
  }

  @Property(tries = 300)
  void paddingMadeWithTheFragmentsIsThePaddingMadeBefore(
      @ForAll("lengths") int len, @ForAll long seed) {
    byte[] message = MessageSamples.entropy(seed).bytes(Math.max(1, len));
    Fragmenter lazy = Fragmenter.padding(message, 20, MessageSamples.entropy(seed + 1));
    Fragmenter eager = new Fragmenter(MessagePadding.pad(message, 20), 20, lazy.setIds());
    assertEquals(eager.count(), lazy.count());
    for (int i = 0; i < eager.count(); i++) {
      assertEquals(eager.id(i), lazy.id(i));
      assertArrayEquals(eager.fragment(i), lazy.fragment(i));
    }
  }

  @Property(tries = 300)
  void shuffledAndDuplicatedFragmentsGiveTheMessageOnce(
      @ForAll("lengths") int len, @ForAll long seed) {
    byte[] message = MessageSamples.entropy(seed).bytes(Math.max(1, len));
    byte[] padded = MessagePadding.pad(message, 20);
    Fragmenter fragmenter = new Fragmenter(padded, 20, MessageSamples.entropy(seed + 1));
    List<byte[]> fragments = new ArrayList<>();
    for (int i = 0; i < fragmenter.count(); i++) {
      assertEquals(20, fragmenter.fragment(i).length);
      fragments.add(fragmenter.fragment(i));
      if (i % 3 == 0) {
        fragments.add(fragmenter.fragment(i));
      }
    }
    Collections.shuffle(fragments, new Random(seed));
    Reassembler reassembler = new Reassembler(Reassembler.Limits.DEFAULT);
    List<byte[]> received = new ArrayList<>();
    for (byte[] fragment : fragments) {
      ReassemblyOutcome outcome = reassembler.accept(0, fragment);
      assertTrue(!(outcome instanceof ReassemblyOutcome.Refused));
      if (outcome instanceof ReassemblyOutcome.Complete complete) {
        received.add(complete.message());
      }
    }
    assertEquals(1, received.size());
    assertArrayEquals(message, received.get(0));
    assertEquals(0, reassembler.heldBytes());
  }

  @Property(tries = 300)
  void unpaddingTakesThePaddingOff(
      @ForAll @Size(min = 1, max = 200) byte[] message,
      @ForAll @IntRange(min = 11, max = 60) int p) {
    byte[] padded = MessagePadding.pad(message, p);
    assertArrayEquals(message, MessagePadding.unpad(padded).value());
    assertEquals(0, FragmentCount.required(padded.length, p).freeBytes());
  }

  @Property(tries = 300)
  void plainMessagesParseToThemselves(@ForAll byte[] data) {
    var parsed = assertInstanceOf(NymMessage.Plain.class, again(new NymMessage.Plain(data)));
    assertArrayEquals(data, parsed.data());
  }

  @Property(tries = 300)
  void repliesParseToThemselves(@ForAll @Size(min = 1, max = 300) byte[] data) {
    var parsed =
        assertInstanceOf(NymMessage.ReplyData.class, again(new NymMessage.ReplyData(data)));
    assertArrayEquals(data, parsed.data());
  }

  @Property(tries = 50)
  void surbRequestsParseToThemselves(@ForAll long seed, @ForAll int amount) {
    byte[] address = MessageSamples.address(seed);
    var request = new NymMessage.SurbRequest(address, amount & 0xffffffffL);
    var parsed = assertInstanceOf(NymMessage.SurbRequest.class, again(request));
    assertArrayEquals(address, parsed.recipient());
    assertEquals(request.amount(), parsed.amount());
  }

  @Property(tries = 200)
  void repliableMessagesParseToThemselves(
      @ForAll long seed,
      @ForAll NymMessage.Purpose purpose,
      @ForAll @IntRange(max = 6) int count,
      @ForAll @IntRange(min = 1, max = 5) int hops,
      @ForAll @IntRange(max = 2) int rotation,
      @ForAll @Size(max = 100) byte[] anyData) {
    byte[] tag = MessageSamples.entropy(seed).bytes(16);
    byte[] data = purpose == NymMessage.Purpose.DATA ? anyData : new byte[0];
    var message =
        new NymMessage.Repliable(
            tag, purpose, MessageSamples.surbs(seed, count, hops, rotation), data);
    var parsed = assertInstanceOf(NymMessage.Repliable.class, again(message));
    assertArrayEquals(tag, parsed.senderTag());
    assertEquals(purpose, parsed.purpose());
    assertArrayEquals(data, parsed.data());
    assertEquals(count, parsed.surbs().size());
    for (int i = 0; i < count; i++) {
      assertArrayEquals(message.surbs().get(i).replyKey(), parsed.surbs().get(i).replyKey());
      assertArrayEquals(message.surbs().get(i).surb(), parsed.surbs().get(i).surb());
      assertEquals(rotation, parsed.surbs().get(i).keyRotation());
      assertEquals(hops, parsed.surbs().get(i).hops());
    }
  }

  @Property(tries = 100)
  void sealedFragmentsOpen(@ForAll long seed, @ForAll byte[] fragment) {
    byte[] secret = MessageSamples.entropy(seed).bytes(32);
    byte[] publicKey = X25519.publicKey(secret);
    byte[] block = FragmentCipher.seal(fragment, publicKey, MessageSamples.entropy(seed + 1));
    assertArrayEquals(fragment, FragmentCipher.open(block, secret));
  }

  @Property(tries = 300)
  void acksOpenUnderTheirKey(
      @ForAll long seed,
      @ForAll @IntRange(min = 1) int setId,
      @ForAll @IntRange(min = 1, max = 255) int position) {
    AckKey key = AckKey.generate(MessageSamples.entropy(seed));
    FragmentId id = new FragmentId(setId, position);
    byte[] payload = AckPayload.seal(key, id, MessageSamples.entropy(seed + 1));
    assertEquals(id, AckPayload.open(key, payload).value());
  }

  @Property(tries = 2000)
  void anyBytesAreReadWithoutTrouble(@ForAll byte[] bytes) {
    Parsers.all(bytes);
  }

  @Property(tries = 2000)
  void anyBytesBehindAPlausibleStartAreReadWithoutTrouble(
      @ForAll @IntRange(max = 5) int tag,
      @ForAll @Size(max = 6) byte[] prefix,
      @ForAll @IntRange(max = 3000) int len,
      @ForAll long seed) {
    byte[] head =
        Filler.concat(Filler.concat(new byte[] {1}, new byte[16]), new byte[] {(byte) tag});
    Parsers.all(
        Filler.concat(Filler.concat(head, prefix), MessageSamples.entropy(seed).bytes(len)));
  }

  private static NymMessage again(NymMessage message) {
    byte[] bytes = message.toBytes();
    assertEquals(bytes.length, message.serializedLen());
    Result<NymMessage> parsed = NymMessage.parse(bytes);
    assertTrue(parsed.isOk(), () -> "" + parsed.fault());
    return parsed.value();
  }
}
