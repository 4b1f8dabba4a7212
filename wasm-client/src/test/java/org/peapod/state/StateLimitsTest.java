package org.peapod.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.peapod.address.NodeIdentity;
import org.peapod.bytes.Result;
import org.peapod.crypto.Ed25519;
import org.peapod.crypto.SeededEntropy;
import org.peapod.gateway.SharedKey;

/** What a snapshot's contents and the changes of a journal may hold. */
class StateLimitsTest {
  private static final StateSamples SAMPLES = new StateSamples(3);

  @Test
  void countsAboveTheirLimitAreRefusedByTheReader() {
    assertRefused(StateSections.GATEWAYS, 1, StateLimits.GATEWAYS);
    assertRefused(StateSections.REPLY_KEYS, 0, StateLimits.REPLY_KEYS);
    assertRefused(StateSections.SURBS, 0, StateLimits.SURB_TAGS);
    assertRefused(StateSections.SURBS, 4 + 16 + 8, StateLimits.SURBS);
    assertRefused(StateSections.SENDER_TAGS, 0, StateLimits.SENDER_TAGS);
    assertRefused(StateSections.MESSAGES, 0, StateLimits.MESSAGES);
    assertRefused(StateSections.USED_SET_IDS, 0, StateLimits.USED_SET_IDS);
    assertRefused(StateSections.FRAGMENTS, 0, StateLimits.FRAGMENTS);
  }

  /** One more than the limit is refused as such; the limit itself only for want of bytes. */
  private static void assertRefused(int section, int offset, int limit) {
    SavedState state = inactive();
    byte[] body = StateSamples.bytes(state);
    int at = contentsOf(body, section) + offset;
    put(body, at, limit + 1);
    assertEquals(StateFault.LIMIT_EXCEEDED, faultOf(body), "section " + section);
    put(body, at, limit);
    assertEquals(StateFault.SECTION_INVALID, faultOf(body), "section " + section);
    put(body, at, -1);
    assertEquals(StateFault.LIMIT_EXCEEDED, faultOf(body), "section " + section);
  }

  @Test
  void surbsOfAllSendersTogetherAreLimited() {
    List<SavedSurb> many = new ArrayList<>(Collections.nCopies(StateLimits.SURBS, surb()));
    var all = new SavedSurbs(SAMPLES.tag(), 0, many);
    var one = SAMPLES.surbs(SAMPLES.tag(), 1);
    new SavedState.Replies(List.of(), List.of(all), List.of());
    assertThrows(
        IllegalArgumentException.class,
        () -> new SavedState.Replies(List.of(), List.of(all, one), List.of()));
  }

  @Test
  void aWriterRefusesWhatNoReaderWouldTake() {
    SavedState.Replies none = SavedState.Replies.NONE;
    var keys = Collections.nCopies(StateLimits.REPLY_KEYS + 1, SAMPLES.replyKey());
    assertThrows(
        IllegalArgumentException.class,
        () -> new SavedState.Replies(keys, none.surbs(), none.tags()));
    var sets = Collections.nCopies(StateLimits.USED_SET_IDS + 1, new SavedSetId(1, 0));
    assertThrows(
        IllegalArgumentException.class, () -> new SavedState.Messages(List.of(), sets, List.of()));
    assertThrows(IllegalArgumentException.class, () -> new SavedSetId(0, 0));
    assertThrows(IllegalArgumentException.class, () -> new SavedSetId(1, -1));
    assertThrows(IllegalArgumentException.class, () -> new SavedSetId(1, Double.NaN));
    assertThrows(
        IllegalArgumentException.class, () -> new SavedFragment(1, 0, null, new byte[65_536]));
    assertThrows(
        IllegalArgumentException.class,
        () -> new SavedKeys(new byte[31], new byte[32], new byte[16]));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new SavedGateway(
                SAMPLES.identity(0), SharedKey.fromBytes(new byte[32]), 0, "x".repeat(513)));
    assertThrows(
        IllegalArgumentException.class,
        () -> new SavedState.Identity(SAMPLES.keys(), List.of(), SAMPLES.identity(0)));
  }

  @Test
  void sectionsMustStandInTheirOrderAndEndWhereTheySay() {
    byte[] body = StateSamples.bytes(inactive());
    byte[] unknown = body.clone();
    unknown[1] = 10;
    assertEquals(StateFault.SECTION_UNKNOWN, faultOf(unknown));
    byte[] misplaced = body.clone();
    misplaced[1] = 3;
    assertEquals(StateFault.SECTION_MISPLACED, faultOf(misplaced));
    byte[] shorter = body.clone();
    shorter[5] = 7;
    assertEquals(StateFault.SECTION_INVALID, faultOf(shorter));
    assertEquals(StateFault.SECTION_INVALID, faultOf(Arrays.copyOf(body, body.length + 1)));
    for (int len = 0; len < body.length; len++) {
      assertTrue(StateSections.read(Arrays.copyOf(body, len)).isFault(), "cut at " + len);
    }
  }

  @Test
  void fieldsOutOfTheirRangeAreRefused() {
    assertInvalid(StateSections.STAMP, 0, 0xff);
    assertInvalid(StateSections.GATEWAYS, 0, 2);
    int lastGatewayByte = 5 + 32 + 32 + 8 + 2;
    assertInvalid(StateSections.GATEWAYS, lastGatewayByte, 0xff);
    assertInvalid(StateSections.SURBS, 4 + 16 + 8 + 4 + 8, 2);
    assertInvalid(StateSections.SURBS, 4 + 16 + 8 + 4 + 9, 3);
    assertInvalid(StateSections.MESSAGES, 4 + 4, 2);
    assertInvalid(StateSections.USED_SET_IDS, 4, 0x80);
    assertInvalid(StateSections.FRAGMENTS, 4, 0x80);
  }

  @Test
  void aMessageMustHaveAsManyFragmentsAsItsSetsHold() {
    assertTrue(SavedMessage.fit(1, 1));
    assertTrue(SavedMessage.fit(1, 255));
    assertTrue(SavedMessage.fit(2, 256));
    assertTrue(SavedMessage.fit(1_024, 1_024 * 255));
    assertFalse(SavedMessage.fit(0, 0));
    assertFalse(SavedMessage.fit(1, 0));
    assertFalse(SavedMessage.fit(1, 256));
    assertFalse(SavedMessage.fit(2, 255));
    assertFalse(SavedMessage.fit(1_025, 1_025 * 255));
    byte[] body = StateEventCodec.write(new StateEvent.MessageQueued(SAMPLES.message(1, 9)));
    body[body.length - 1] |= 1;
    assertEquals(StateFault.FIELD_INVALID, StateEventCodec.read(body).fault());
  }

  @Test
  void anActiveGatewayMustBeRegistered() {
    byte[] body = StateSamples.bytes(inactive());
    int at = contentsOf(body, StateSections.GATEWAYS);
    byte[] active = SAMPLES.identity(0).toBytes();
    byte[] longer = new byte[body.length + active.length];
    System.arraycopy(body, 0, longer, 0, at);
    longer[at] = 1;
    System.arraycopy(active, 0, longer, at + 1, active.length);
    System.arraycopy(body, at + 1, longer, at + 1 + active.length, body.length - at - 1);
    longer[at - 1] += (byte) active.length;
    assertEquals(StateFault.FIELD_INVALID, faultOf(longer));
  }

  private static void assertInvalid(int section, int offset, int value) {
    byte[] body = StateSamples.bytes(inactive());
    body[contentsOf(body, section) + offset] = (byte) value;
    assertEquals(StateFault.FIELD_INVALID, faultOf(body), "section " + section);
  }

  @Property(tries = 500)
  void contentsDamagedBehindTheSealNeverThrow(
      @ForAll @IntRange(max = 50) int seed, @ForAll int position, @ForAll byte value) {
    byte[] body = StateSamples.bytes(StateSamples.random(seed, 3));
    body[Math.floorMod(position, body.length)] = value;
    Result<StateSections.Contents> read = StateSections.read(body);
    if (read.isOk()) {
      assertEquals(body.length, StateSamples.bytes(read.value().state()).length);
    }
  }

  @Test
  void changesForgetTheOldestOfWhatIsOnlyRemembered() {
    StateReplay replay = new StateReplay(inactive());
    for (int i = 0; i < StateLimits.SENDER_TAGS + 5; i++) {
      replay.apply(
          new StateEvent.SenderTagMade(new SavedSenderTag(SAMPLES.address(), SAMPLES.tag())));
    }
    for (int i = 0; i < StateLimits.USED_SET_IDS + 5; i++) {
      replay.apply(new StateEvent.SetsUsed(List.of(new SavedSetId(i + 1, i))));
    }
    for (int i = 0; i < 30; i++) {
      replay.apply(new StateEvent.SurbsReceived(SAMPLES.surbs(SAMPLES.tag(), 4_000)));
    }
    SavedFragment fragment = new SavedFragment(1, 0, null, new byte[] {1});
    for (int i = 0; i < StateLimits.FRAGMENTS + 5; i++) {
      int setId = StateLimits.USED_SET_IDS + 10 + i / 100;
      replay.apply(
          new StateEvent.FragmentReceived(new SavedFragment(setId, 0, null, fragment.bytes())));
    }
    SavedState state = replay.state();
    assertEquals(StateLimits.SENDER_TAGS, state.replies().tags().size());
    assertEquals(StateLimits.USED_SET_IDS, state.messages().usedSetIds().size());
    assertEquals(6, state.messages().usedSetIds().get(0).id());
    assertTrue(state.messages().fragments().size() > StateLimits.FRAGMENTS - 200);
    long surbs = state.replies().surbs().stream().mapToLong(ofOne -> ofOne.surbs().size()).sum();
    assertEquals(StateLimits.SURBS, surbs);
  }

  @Test
  void changesForgetTheOldestReplyKeyAndTheSenderSeenFirst() {
    StateReplay replay = new StateReplay(inactive());
    for (int i = 0; i < StateLimits.SURB_TAGS + 5; i++) {
      replay.apply(new StateEvent.SurbsReceived(SAMPLES.surbs(SAMPLES.tag(), 0)));
    }
    List<SavedReplyKey> keys = new ArrayList<>();
    for (int i = 0; i < StateLimits.REPLY_KEYS + 5; i++) {
      keys.add(SAMPLES.replyKey());
      if (keys.size() == 4_000 || i == StateLimits.REPLY_KEYS + 4) {
        replay.apply(new StateEvent.ReplyKeysMade(keys));
        keys.clear();
      }
    }
    assertEquals(StateLimits.SURB_TAGS, replay.state().replies().surbs().size());
    assertEquals(StateLimits.REPLY_KEYS, replay.state().replies().keys().size());
  }

  @Test
  void changesNeverForgetAMessageOrAGateway() {
    StateReplay replay = new StateReplay(inactive());
    int before = inactive().messages().unacknowledged().size();
    for (int i = before; i < StateLimits.MESSAGES; i++) {
      assertTrue(replay.apply(new StateEvent.MessageQueued(SAMPLES.message(1_000 + i, 1))));
    }
    assertFalse(replay.apply(new StateEvent.MessageQueued(SAMPLES.message(1, 1))));
    StateReplay other = new StateReplay(inactive());
    boolean room = true;
    for (int i = 0; i < StateLimits.GATEWAYS; i++) {
      byte[] point = Ed25519.publicKey(new SeededEntropy(1_000 + i).bytes(32));
      var gateway = NodeIdentity.fromBytes(point).value();
      var key = SharedKey.fromBytes(new byte[32]);
      room = other.apply(new StateEvent.GatewayRegistered(new SavedGateway(gateway, key, 0, "")));
    }
    assertFalse(room);
  }

  /** One of everything but an active gateway. */
  private static SavedState inactive() {
    SavedState small = StateSamples.small();
    var identity =
        new SavedState.Identity(small.identity().keys(), small.identity().gateways(), null);
    return new SavedState(identity, small.replies(), small.messages());
  }

  private static SavedSurb surb() {
    return new SavedSurb(SAMPLES.surb(), 0, false);
  }

  private static int contentsOf(byte[] body, int section) {
    int at = 0;
    while (body[at + 1] != section) {
      int len = 0;
      for (int i = 2; i < 6; i++) {
        len = len << 8 | body[at + i] & 0xff;
      }
      at += 6 + len;
    }
    return at + 6;
  }

  private static void put(byte[] body, int at, int value) {
    for (int i = 0; i < 4; i++) {
      body[at + i] = (byte) (value >>> (24 - 8 * i));
    }
  }

  private static StateFault faultOf(byte[] body) {
    return (StateFault) StateSections.read(body).fault();
  }
}
