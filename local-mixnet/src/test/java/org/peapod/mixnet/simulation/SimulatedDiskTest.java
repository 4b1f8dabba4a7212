package org.peapod.mixnet.simulation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.peapod.mixnet.network.MixnetConfig;
import org.peapod.mixnet.network.SeededEntropy;

class SimulatedDiskTest {
  private final Simulation simulation =
      new Simulation(1, MixnetConfig.STANDARD, LinkConditions.CALM);
  private final List<Integer> kept = new ArrayList<>();

  @Test
  void writesAreKeptInTheirOrderAndASnapshotEmptiesTheJournal() {
    SimulatedDisk disk = disk(1);
    disk.replace(1, new byte[] {1}, kept::add);
    disk.append(2, new byte[] {2}, kept::add);
    disk.append(3, new byte[] {3, 4}, kept::add);
    assertEquals(List.of(), kept);
    simulation.runFor(3 * SimulatedDisk.MAX_WRITE_MS);
    assertEquals(List.of(1, 2, 3), kept);
    assertArrayEquals(new byte[] {2, 3, 4}, disk.journal());
    disk.replace(4, new byte[] {5}, kept::add);
    simulation.runFor(SimulatedDisk.MAX_WRITE_MS);
    assertArrayEquals(new byte[0], disk.journal());
    assertArrayEquals(new byte[] {5}, disk.snapshot());
  }

  @Test
  void crashConfirmsNothingAndKeepsSomeOfTheRestPerhapsTorn() {
    Set<Integer> lengths = new HashSet<>();
    for (int seed = 0; seed < 200; seed++) {
      SimulatedDisk disk = disk(seed);
      disk.append(1, new byte[3], kept::add);
      disk.append(2, new byte[3], kept::add);
      disk.crash();
      lengths.add(disk.journal().length);
    }
    simulation.runFor(1_000);
    assertEquals(List.of(), kept);
    assertEquals(Set.of(0, 1, 2, 3, 4, 5, 6), lengths);
  }

  @Test
  void crashMayLeaveTheJournalOfTheSnapshotBefore() {
    boolean stale = false;
    for (int seed = 0; seed < 200; seed++) {
      SimulatedDisk disk = disk(seed);
      disk.append(1, new byte[3], kept::add);
      simulation.runFor(SimulatedDisk.MAX_WRITE_MS);
      disk.replace(2, new byte[1], kept::add);
      disk.crash();
      stale |= disk.snapshot() != null && disk.journal().length == 3;
    }
    assertTrue(stale);
  }

  private SimulatedDisk disk(long seed) {
    return new SimulatedDisk(simulation, new SeededEntropy(seed));
  }
}
