package org.peapod.mixnet.simulation;

import java.util.Map;

/**
 * How much heap is taken by what a simulated day holds on purpose: what its clients keep by number,
 * within limits that {@link SimulatedDay#look} checks, and what the harness itself writes down.
 *
 * <p>The sizes were measured once, on a 64-bit JVM 17 with the serial collector: 1,000 of the real
 * stores were filled with 20 things each, and the growth of the heap after full collections was
 * divided by 20,000. Stores of 5 and of 100 give up to 14 % more or 2 % less for each thing. The
 * sizes of the ledger and the trail were measured at 1,300 and 2,000 entries.
 */
final class KeptHeap {
  /** Bytes of heap for one thing of each kind, or for one byte where bytes are counted. */
  private static final Map<String, Integer> CLIENTS =
      Map.of(
          "used set ids", 87,
          "set origins", 63,
          "reply keys", 228,
          "sender tags", 300,
          "SURBs", 687,
          "SURB senders", 368,
          "fragment bytes", 1,
          "message bytes", 1);

  private static final int SHIPMENT = 132;
  private static final int PASSAGE = 112;

  private KeptHeap() {}

  /** Bytes that are kept on purpose now; those on simulated disks included. */
  static long bytes(SimulatedDay day) {
    long sum = day.diskBytes();
    for (Map.Entry<String, Integer> kind : CLIENTS.entrySet()) {
      sum += day.heldNow(kind.getKey()) * kind.getValue();
    }
    return sum + (long) day.ledger().size() * SHIPMENT + (long) day.packetsFollowed() * PASSAGE;
  }
}
