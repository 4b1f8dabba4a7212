package org.peapod.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.peapod.address.SenderTag;
import org.peapod.crypto.SeededEntropy;
import org.peapod.vectors.Hex;

/**
 * A client that keeps to the rule of the journal and is killed at any point of any write: no SURB
 * leaves twice, no reply key opens twice, no message is given out twice, none is lost.
 */
class CrashTest {
  private static final StateSecret KEY = StateSecret.key(new SeededEntropy(1).bytes(32));

  /** What a host keeps; a write can be cut short, replacing the snapshot cannot. */
  private static final class Disk {
    private byte[] snapshot;
    private byte[] journal = new byte[0];

    void append(byte[] record, int kept) {
      byte[] longer = Arrays.copyOf(journal, journal.length + kept);
      System.arraycopy(record, 0, longer, journal.length, kept);
      journal = longer;
    }
  }

  /** What the rest of the world has seen. */
  private static final class World {
    private final Set<String> spent = new HashSet<>();
    private final Set<String> opened = new HashSet<>();
    private final Set<Integer> delivered = new HashSet<>();
    private final Set<String> surbsGiven = new HashSet<>();
    private final Set<Integer> accepted = new HashSet<>();
    private final Set<Integer> ended = new HashSet<>();
  }

  @Property(tries = 60)
  void nothingIsUsedTwiceAndNoMessageIsLostOverCrashes(@ForAll long seed) {
    new Life(seed).run();
  }

  /** One client over many crashes. */
  private static final class Life {
    private final Disk disk = new Disk();
    private final World world = new World();
    private final SenderTag tag = new StateSamples(1).tag();
    private final StateSamples random;
    private StateWriter writer;
    private StateReplay memory;
    private int nextNumber;
    private int crashes;

    Life(long seed) {
      random = new StateSamples(seed);
    }

    void run() {
      writer = StateWriter.fresh(StateKey.create(KEY, random.entropy()));
      memory = new StateReplay(random.state(0));
      disk.snapshot = writer.save(memory.state(), 0, random.entropy());
      for (int step = 0; step < 150; step++) {
        if (random.below(12) == 0) {
          restart();
        } else if (random.below(20) == 0) {
          replaceSnapshot();
        } else {
          act();
        }
      }
      restart();
      assertTrue(crashes > 0);
      for (SavedMessage message : memory.state().messages().unacknowledged()) {
        world.accepted.remove(message.number());
      }
      assertEquals(world.ended, world.accepted, "neither waiting nor ended");
    }

    private void act() {
      switch (random.below(6)) {
        case 0 -> {
          SavedSurbs surbs = random.surbs(tag, 1 + random.below(4));
          record(new StateEvent.SurbsReceived(surbs));
        }
        case 1 -> spendSurbs();
        case 2 -> {
          SavedReplyKey key = random.replyKey();
          if (record(new StateEvent.ReplyKeysMade(List.of(key)))) {
            world.surbsGiven.add(Hex.encode(key.digest()));
          }
        }
        case 3 -> openReply();
        case 4 -> deliver();
        default -> message();
      }
    }

    private void spendSurbs() {
      for (SavedSurbs ofOne : memory.state().replies().surbs()) {
        List<byte[]> keys = new ArrayList<>();
        int wanted = Math.min(ofOne.surbs().size(), 1 + random.below(3));
        for (int i = 0; i < wanted; i++) {
          keys.add(StateSamples.digest(ofOne.surbs().get(i)));
        }
        boolean kept = record(new StateEvent.SurbsSpent(keys));
        for (int i = 0; i < keys.size() && kept; i++) {
          assertTrue(world.spent.add(Hex.encode(keys.get(i))), "a SURB left twice");
        }
      }
    }

    /** A peer tries any SURB that it was given, also one that it has used. */
    private void openReply() {
      for (String digest : List.copyOf(world.surbsGiven)) {
        boolean known =
            memory.state().replies().keys().stream()
                .anyMatch(key -> Hex.encode(key.digest()).equals(digest));
        if (known && random.below(3) == 0) {
          if (!record(new StateEvent.ReplyKeysUsed(List.of(Hex.decode(digest))))) {
            return;
          }
          assertTrue(world.opened.add(digest), "a reply key opened twice");
        }
      }
    }

    private void deliver() {
      int setId = 1 + random.below(20);
      boolean used =
          memory.state().messages().usedSetIds().stream().anyMatch(set -> set.id() == setId);
      if (!used && record(new StateEvent.SetsUsed(List.of(new SavedSetId(setId, 1))))) {
        assertTrue(world.delivered.add(setId), "a message was given out twice");
      }
    }

    private void message() {
      List<SavedMessage> waiting = memory.state().messages().unacknowledged();
      if (waiting.isEmpty() || random.below(2) == 0) {
        int number = nextNumber++;
        if (record(new StateEvent.MessageQueued(random.message(number, 3)))) {
          world.accepted.add(number);
        }
      } else {
        int number = waiting.get(random.below(waiting.size())).number();
        if (record(new StateEvent.MessageEnded(number))) {
          world.ended.add(number);
        }
      }
    }

    /** Keeps a record, then lets it happen; {@code false} when the client died before that. */
    private boolean record(StateEvent event) {
      byte[] record = writer.journal().append(event);
      boolean dies = random.below(15) == 0;
      disk.append(record, dies ? random.below(record.length + 1) : record.length);
      memory.apply(event);
      if (dies) {
        restart();
      }
      return !dies;
    }

    private void replaceSnapshot() {
      byte[] next = writer.save(memory.state(), 1, random.entropy());
      int point = random.below(3);
      if (point > 0) {
        disk.snapshot = next;
      }
      if (point > 1) {
        disk.journal = new byte[0];
      } else {
        restart();
      }
    }

    /** A new process; the first thing it keeps is a snapshot. */
    private void restart() {
      crashes++;
      OpenedState opened = StateReader.read(disk.snapshot, disk.journal, KEY).value();
      memory = new StateReplay(opened.state());
      for (SavedMessage message : memory.state().messages().unacknowledged()) {
        world.accepted.add(message.number());
      }
      endedUnseen();
      writer = opened.writer();
      disk.snapshot = writer.save(memory.state(), 1, random.entropy());
      disk.journal = new byte[0];
    }

    /** What the journal ended although the client died before it could tell. */
    private void endedUnseen() {
      Set<Integer> waiting = new HashSet<>();
      memory.state().messages().unacknowledged().forEach(one -> waiting.add(one.number()));
      for (int number : world.accepted) {
        if (!waiting.contains(number)) {
          world.ended.add(number);
        }
      }
    }
  }

  @Test
  void aSurbSentBeforeItsRecordIsKeptWouldBeThereAgain() {
    StateSamples samples = new StateSamples(2);
    SenderTag tag = samples.tag();
    StateWriter writer = StateWriter.fresh(StateKey.create(KEY, samples.entropy()));
    SavedSurbs surbs = samples.surbs(tag, 1);
    StateReplay start = new StateReplay(samples.state(0));
    start.apply(new StateEvent.SurbsReceived(surbs));
    byte[] snapshot = writer.save(start.state(), 0, samples.entropy());
    byte[] spent = StateSamples.digest(surbs.surbs().get(0));
    byte[] record = writer.journal().append(new StateEvent.SurbsSpent(List.of(spent)));
    OpenedState early = StateReader.read(snapshot, new byte[0], KEY).value();
    OpenedState late = StateReader.read(snapshot, record, KEY).value();
    assertEquals(1, early.state().replies().surbs().get(0).surbs().size());
    assertEquals(0, late.state().replies().surbs().get(0).surbs().size());
  }
}
