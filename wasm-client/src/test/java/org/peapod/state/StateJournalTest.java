package org.peapod.state;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.peapod.address.SenderTag;
import org.peapod.bytes.Result;
import org.peapod.crypto.Entropy;
import org.peapod.crypto.SeededEntropy;

class StateJournalTest {
  private static final StateSecret KEY = StateSecret.key(new SeededEntropy(1).bytes(32));
  private static final List<StateSecret> BOTH = List.of(StateSecret.none(), KEY);
  private static final Entropy ENTROPY = new SeededEntropy(2);
  private static final SavedState START = new StateSamples(4).state(3);

  /** A snapshot with records of all kinds of changes. */
  private static final class Stored {
    private final StateSecret secret;
    private final StateWriter writer;
    private final byte[] snapshot;
    private final List<byte[]> records = new ArrayList<>();
    private final List<SavedState> after = new ArrayList<>();

    Stored(StateSecret secret, List<StateEvent> events) {
      this.secret = secret;
      this.writer = StateWriter.fresh(StateKey.create(secret, ENTROPY));
      this.snapshot = writer.save(START, 1, ENTROPY);
      StateReplay replay = new StateReplay(START);
      after.add(replay.state());
      for (StateEvent event : events) {
        records.add(writer.journal().append(event));
        replay.apply(event);
        after.add(StateSections.read(StateSamples.bytes(replay.state())).value().state());
      }
    }

    Result<OpenedState> read(byte[] journal) {
      return StateReader.read(snapshot, journal, secret);
    }

    StateFault faultOf(byte[]... parts) {
      return (StateFault) read(joined(List.of(parts))).fault();
    }
  }

  private static List<StateEvent> oneOfEach() {
    StateSamples samples = new StateSamples(5);
    SavedSurbs surbs = START.replies().surbs().get(1);
    SavedGateway gateway = START.identity().gateways().get(0);
    return List.of(
        new StateEvent.GatewayRegistered(samples.gateway(3)),
        new StateEvent.GatewayChosen(samples.identity(3)),
        new StateEvent.AuthenticationBegun(samples.identity(3), 1L << 40),
        new StateEvent.GatewayForgotten(gateway.gateway()),
        new StateEvent.ReplyKeysMade(List.of(samples.replyKey(), samples.replyKey())),
        new StateEvent.ReplyKeysUsed(List.of(START.replies().keys().get(1).digest())),
        new StateEvent.SurbsReceived(samples.surbs(surbs.tag(), 2)),
        new StateEvent.SurbsSpent(List.of(StateSamples.digest(surbs.surbs().get(0)))),
        new StateEvent.SenderTagMade(new SavedSenderTag(samples.address(), samples.tag())),
        new StateEvent.SenderTagForgotten(START.replies().tags().get(0).recipient()),
        new StateEvent.MessageQueued(samples.message(77, 300)),
        new StateEvent.FragmentAcknowledged(77, 299),
        new StateEvent.MessageEnded(0),
        new StateEvent.FragmentReceived(new SavedFragment(50, 3, surbs.tag(), new byte[] {1, 2})),
        new StateEvent.SetsUsed(List.of(new SavedSetId(1, 9), new SavedSetId(2, 9))));
  }

  private static SenderTag surbsTag() {
    return START.replies().surbs().get(1).tag();
  }

  @Test
  void everyChangeIsInTheStateReadAgain() {
    for (StateSecret secret : BOTH) {
      Stored stored = new Stored(secret, oneOfEach());
      OpenedState opened = stored.read(joined(stored.records)).value();
      assertEquals(15, opened.journalRecords());
      SavedState state = opened.state();
      assertArrayEquals(StateSamples.bytes(stored.after.get(15)), StateSamples.bytes(state));
      assertEquals(new StateSamples(5).identity(3), state.identity().active());
      assertEquals(3, state.identity().gateways().size());
      assertEquals(1L << 40, state.identity().gateways().get(2).lastTimestamp());
      assertEquals(4, state.replies().keys().size());
      assertEquals(3, state.replies().surbs().size());
      assertEquals(3, state.replies().surbs().get(1).surbs().size());
      assertEquals(50, state.messages().fragments().get(1).setId());
      assertEquals(surbsTag(), state.messages().fragments().get(1).cameTo());
      assertEquals(3, state.replies().tags().size());
      List<SavedMessage> messages = state.messages().unacknowledged();
      assertEquals(List.of(1, 2, 77), messages.stream().map(SavedMessage::number).toList());
      assertTrue(messages.get(2).acknowledged()[299]);
      assertEquals(5, state.messages().usedSetIds().size());
      assertEquals(
          List.of(3, 50), state.messages().fragments().stream().map(SavedFragment::setId).toList());
    }
  }

  @Test
  void changesOfWhatIsGoneChangeNothing() {
    StateSamples samples = new StateSamples(8);
    byte[] before = StateSamples.bytes(START);
    SavedGateway gateway = START.identity().gateways().get(1);
    List<StateEvent> events =
        List.of(
            new StateEvent.GatewayForgotten(samples.identity(0)),
            new StateEvent.GatewayChosen(samples.identity(0)),
            new StateEvent.AuthenticationBegun(samples.identity(0), 5),
            new StateEvent.AuthenticationBegun(gateway.gateway(), 0),
            new StateEvent.ReplyKeysUsed(List.of(new byte[32])),
            new StateEvent.SurbsSpent(List.of(new byte[32])),
            new StateEvent.SenderTagForgotten(samples.address()),
            new StateEvent.FragmentAcknowledged(99, 0),
            new StateEvent.FragmentAcknowledged(1, 1_000_000),
            new StateEvent.MessageEnded(99),
            new StateEvent.FragmentReceived(
                new SavedFragment(
                    START.messages().usedSetIds().get(0).id(), 1, null, new byte[] {1})));
    Stored stored = new Stored(KEY, events);
    OpenedState opened = stored.read(joined(stored.records)).value();
    assertArrayEquals(before, StateSamples.bytes(opened.state()));
  }

  @Test
  void aJournalCutAnywhereGivesTheStateOfItsWholeRecords() {
    for (StateSecret secret : BOTH) {
      Stored stored = new Stored(secret, oneOfEach());
      byte[] journal = joined(stored.records);
      int whole = 0;
      int border = 0;
      for (int len = 0; len <= journal.length; len++) {
        if (whole < 15 && len == border + stored.records.get(whole).length) {
          border = len;
          whole++;
        }
        OpenedState opened = stored.read(Arrays.copyOf(journal, len)).value();
        assertEquals(whole, opened.journalRecords(), "cut at " + len);
        assertEquals(len != border, opened.hasTornRecord(), "cut at " + len);
        assertArrayEquals(
            StateSamples.bytes(stored.after.get(whole)), StateSamples.bytes(opened.state()));
      }
    }
  }

  @Test
  void everyFlippedBitOfARecordGivesAFault() {
    for (StateSecret secret : BOTH) {
      Stored stored = new Stored(secret, oneOfEach().subList(1, 4));
      byte[] journal = joined(stored.records);
      for (int bit = 0; bit < 8 * journal.length; bit++) {
        byte[] damaged = journal.clone();
        damaged[bit / 8] ^= (byte) (1 << bit % 8);
        assertEquals(StateFault.JOURNAL_DAMAGED, stored.faultOf(damaged), "bit " + bit);
      }
    }
  }

  @Test
  void recordsMissingRepeatedOrReorderedAreRefused() {
    for (StateSecret secret : BOTH) {
      Stored stored = new Stored(secret, oneOfEach().subList(0, 3));
      byte[] a = stored.records.get(0);
      byte[] b = stored.records.get(1);
      byte[] c = stored.records.get(2);
      assertEquals(StateFault.JOURNAL_OUT_OF_ORDER, stored.faultOf(b, c));
      assertEquals(StateFault.JOURNAL_OUT_OF_ORDER, stored.faultOf(a, c));
      assertEquals(StateFault.JOURNAL_OUT_OF_ORDER, stored.faultOf(a, a));
      assertEquals(StateFault.JOURNAL_OUT_OF_ORDER, stored.faultOf(a, b, c, a));
      assertEquals(StateFault.JOURNAL_OUT_OF_ORDER, stored.faultOf(b, a, c));
      byte[] torn = Arrays.copyOf(c, c.length - 1);
      assertEquals(StateFault.JOURNAL_OUT_OF_ORDER, stored.faultOf(a, torn));
      byte[] tornWithin = Arrays.copyOf(b, b.length - 1);
      assertEquals(StateFault.JOURNAL_DAMAGED, stored.faultOf(a, tornWithin, c));
    }
  }

  @Test
  void recordsOfAnEarlierSaveArePassedOverAndOfALaterOneRefused() {
    for (StateSecret secret : BOTH) {
      Stored stored = new Stored(secret, oneOfEach().subList(0, 2));
      byte[] old = joined(stored.records);
      byte[] next = stored.writer.save(START, 2, ENTROPY);
      byte[] fresh = stored.writer.journal().append(new StateEvent.MessageEnded(1));
      byte[] oldTorn = Arrays.copyOf(old, old.length - 3);
      for (byte[] earlier : List.of(old, oldTorn)) {
        OpenedState opened = StateReader.read(next, earlier, secret).value();
        assertEquals(0, opened.journalRecords());
        assertArrayEquals(StateSamples.bytes(START), StateSamples.bytes(opened.state()));
      }
      OpenedState both = StateReader.read(next, joined(List.of(old, fresh)), secret).value();
      assertEquals(1, both.journalRecords());
      assertEquals(
          StateFault.JOURNAL_OUT_OF_ORDER,
          StateReader.read(next, joined(List.of(fresh, old)), secret).fault());
      assertEquals(StateFault.JOURNAL_AHEAD, stored.faultOf(fresh));
      assertEquals(StateFault.JOURNAL_AHEAD, stored.faultOf(old, fresh));
    }
  }

  @Test
  void recordsOfAnotherStateWithTheSameNumberAreRefused() {
    for (StateSecret secret : BOTH) {
      Stored one = new Stored(secret, oneOfEach().subList(0, 1));
      Stored other = new Stored(secret, oneOfEach().subList(0, 1));
      assertEquals(StateFault.JOURNAL_DAMAGED, one.faultOf(other.records.get(0)));
    }
  }

  @Test
  void aJournalBelongsToTheNewestSnapshotOfItsWriter() {
    StateWriter writer = StateWriter.fresh(StateKey.create(KEY, ENTROPY));
    assertThrows(IllegalStateException.class, writer::journal);
    writer.save(START, 1, ENTROPY);
    StateJournal first = writer.journal();
    first.append(new StateEvent.MessageEnded(1));
    assertEquals(1, first.records());
    writer.save(START, 2, ENTROPY);
    assertThrows(IllegalStateException.class, () -> first.append(new StateEvent.MessageEnded(2)));
    assertEquals(0, writer.journal().records());
    StateWriter resumed = StateWriter.after(StateKey.create(KEY, ENTROPY), 2);
    assertThrows(IllegalStateException.class, resumed::journal);
  }

  @Test
  void aJournalLongerThanItsSnapshotAsksForANewOne() {
    StateWriter writer = StateWriter.fresh(StateKey.create(KEY, ENTROPY));
    writer.save(START, 1, ENTROPY);
    StateEvent event = new StateEvent.MessageEnded(1);
    int recordLen = writer.journal().append(event).length;
    assertEquals(StateJournal.HEADER_LEN + 5 + 16, recordLen);
    while (writer.journal().records() <= (64 << 10) / recordLen - 1) {
      assertFalse(writer.journal().isLong());
      writer.journal().append(event);
    }
    writer.journal().append(event);
    assertTrue(writer.journal().isLong());
  }

  @Test
  void recordsAreLimited() {
    var many = java.util.Collections.nCopies(StateLimits.PER_RECORD + 1, new byte[32]);
    assertThrows(IllegalArgumentException.class, () -> new StateEvent.SurbsSpent(many));
    assertThrows(IllegalArgumentException.class, () -> new StateEvent.ReplyKeysUsed(many));
    StateOutput out = new StateOutput(64).u8(8).u32(StateLimits.PER_RECORD + 1);
    assertEquals(StateFault.LIMIT_EXCEEDED, StateEventCodec.read(out.finish()).fault());
    assertEquals(StateFault.RECORD_UNKNOWN, StateEventCodec.read(new byte[] {16}).fault());
    assertEquals(StateFault.RECORD_UNKNOWN, StateEventCodec.read(new byte[] {0}).fault());
    assertEquals(StateFault.RECORD_INVALID, StateEventCodec.read(new byte[0]).fault());
    assertEquals(StateFault.RECORD_INVALID, StateEventCodec.read(new byte[] {13, 0}).fault());
  }

  @Test
  void everyKindOfRecordCutOrLengthenedIsRefusedBehindTheSeal() {
    for (StateEvent event : oneOfEach()) {
      byte[] body = StateEventCodec.write(event);
      assertArrayEquals(body, StateEventCodec.write(StateEventCodec.read(body).value()));
      for (int len = 0; len < body.length; len++) {
        assertTrue(StateEventCodec.read(Arrays.copyOf(body, len)).isFault(), event + " " + len);
      }
      assertTrue(StateEventCodec.read(Arrays.copyOf(body, body.length + 1)).isFault());
    }
  }

  static byte[] joined(List<byte[]> parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    parts.forEach(out::writeBytes);
    return out.toByteArray();
  }
}
