package org.peapod.mixnet.simulation;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.function.IntConsumer;
import org.peapod.mixnet.network.SeededEntropy;

/**
 * What a client stores, with the delays and the crashes of a real disk: writes are kept in their
 * order, each some milliseconds after it was asked for, and a crash leaves some of those that were
 * not confirmed, the last of them perhaps torn.
 */
final class SimulatedDisk {
  /** The longest that one write takes. */
  static final double MAX_WRITE_MS = 20;

  /** One write that is asked for and not confirmed. */
  private record Write(int number, boolean isSnapshot, byte[] bytes) {}

  private final Simulation simulation;
  private final SeededEntropy chance;
  private final ArrayDeque<Write> pending = new ArrayDeque<>();
  private byte[] journal = new byte[0];
  private byte[] snapshot;
  private double busyUntilMs;
  private int crashes;
  private long writes;

  SimulatedDisk(Simulation simulation, SeededEntropy chance) {
    this.simulation = simulation;
    this.chance = chance;
  }

  /** Another disk with the same contents. */
  SimulatedDisk copy() {
    SimulatedDisk copy = new SimulatedDisk(simulation, chance);
    copy.snapshot = snapshot;
    copy.journal = journal;
    return copy;
  }

  /** The newest snapshot, or {@code null} when none was ever kept. */
  byte[] snapshot() {
    return snapshot;
  }

  /** The journal that follows it. */
  byte[] journal() {
    return journal.clone();
  }

  /** Bytes kept now. */
  long size() {
    return (snapshot == null ? 0 : snapshot.length) + (long) journal.length;
  }

  /** Writes kept so far. */
  long writes() {
    return writes;
  }

  /** Replaces the snapshot and empties the journal; the number is told when that is kept. */
  void replace(int number, byte[] bytes, IntConsumer kept) {
    write(new Write(number, true, bytes), kept);
  }

  /** Appends to the journal. */
  void append(int number, byte[] bytes, IntConsumer kept) {
    write(new Write(number, false, bytes), kept);
  }

  /** The machine stops: of what was not confirmed some is kept, and nothing is confirmed. */
  void crash() {
    crashes++;
    int kept = chance.below(pending.size() + 1);
    for (int i = 0; i < kept; i++) {
      keep(pending.poll());
    }
    Write torn = pending.poll();
    if (torn != null) {
      tear(torn);
    }
    pending.clear();
    busyUntilMs = 0;
  }

  private void write(Write write, IntConsumer kept) {
    pending.add(write);
    busyUntilMs = Math.max(busyUntilMs, simulation.nowMs()) + MAX_WRITE_MS * chance.unit();
    int before = crashes;
    simulation.at(
        busyUntilMs,
        () -> {
          if (before == crashes) {
            keep(pending.poll());
            kept.accept(write.number());
          }
        });
  }

  private void keep(Write write) {
    writes++;
    if (write.isSnapshot()) {
      snapshot = write.bytes();
      journal = new byte[0];
    } else {
      append(write.bytes().length, write.bytes());
    }
  }

  private void append(int len, byte[] bytes) {
    int before = journal.length;
    journal = Arrays.copyOf(journal, before + len);
    System.arraycopy(bytes, 0, journal, before, len);
  }

  /** An append that is kept in part, or a snapshot whose old journal is not emptied yet. */
  private void tear(Write write) {
    if (!write.isSnapshot()) {
      append(chance.below(write.bytes().length), write.bytes());
    } else if (chance.below(2) == 0) {
      snapshot = write.bytes();
    }
  }
}
