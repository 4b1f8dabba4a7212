package org.peapod.mixnet.node;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Payloads for clients without a live session, kept 24 hours (chapter 3, 3.13), within a fixed
 * number of bytes: when they do not suffice, the oldest payload of any client goes.
 */
final class Inbox {
  /** How long a payload is kept. */
  static final double KEEP_MS = 24 * 3_600_000.0;

  /** How often old payloads are looked for. */
  static final double SWEEP_MS = 3_600_000;

  /** Counted for each payload beside its bytes, so that empty ones are bounded too. */
  static final int ENTRY_OVERHEAD = 64;

  private static final class Stored {
    private final ClientId client;
    private final double atMs;
    private byte[] payload;

    private Stored(ClientId client, double atMs, byte[] payload) {
      this.client = client;
      this.atMs = atMs;
      this.payload = payload;
    }
  }

  private final int byteLimit;

  /** All payloads by age; taken ones stay, emptied, until they come to the front. */
  private final ArrayDeque<Stored> byAge = new ArrayDeque<>();

  private final Map<ClientId, ArrayDeque<Stored>> byClient = new HashMap<>();
  private long bytes;
  private int count;

  /** When to look for old payloads next; positive infinity while there are none. */
  private double nextSweepMs = Double.POSITIVE_INFINITY;

  Inbox(int byteLimit) {
    this.byteLimit = byteLimit;
  }

  /** Stores a payload; says how many older ones, or itself, had to go for it. */
  int store(double monoMs, ClientId client, byte[] payload) {
    long cost = payload.length + ENTRY_OVERHEAD;
    if (cost > byteLimit) {
      return 1;
    }
    int evicted = 0;
    while (bytes + cost > byteLimit) {
      evicted += dropOldest() ? 1 : 0;
    }
    Stored stored = new Stored(client, monoMs, payload);
    byAge.add(stored);
    ArrayDeque<Stored> own = byClient.get(client);
    if (own == null) {
      own = new ArrayDeque<>();
      byClient.put(client, own);
    }
    own.add(stored);
    bytes += cost;
    count++;
    nextSweepMs = Math.min(nextSweepMs, monoMs + SWEEP_MS);
    return evicted;
  }

  /** Takes all payloads of a client, oldest first. */
  List<byte[]> take(ClientId client) {
    List<byte[]> out = new ArrayList<>();
    ArrayDeque<Stored> own = byClient.remove(client);
    while (own != null && !own.isEmpty()) {
      Stored stored = own.poll();
      out.add(stored.payload);
      release(stored);
    }
    while (!byAge.isEmpty() && byAge.peek().payload == null) {
      byAge.poll();
    }
    compact();
    return out;
  }

  /** Once an hour drops what is older than 24 hours; says how many went. */
  int sweep(double monoMs) {
    if (monoMs < nextSweepMs) {
      return 0;
    }
    int dropped = 0;
    while (!byAge.isEmpty()
        && (byAge.peek().payload == null || byAge.peek().atMs + KEEP_MS <= monoMs)) {
      dropped += dropOldest() ? 1 : 0;
    }
    nextSweepMs = count == 0 ? Double.POSITIVE_INFINITY : monoMs + SWEEP_MS;
    return dropped;
  }

  /** When {@link #sweep} is needed next; positive infinity for not at all. */
  double deadlineMs() {
    return nextSweepMs;
  }

  /** Forgets everything. */
  void clear() {
    byAge.clear();
    byClient.clear();
    bytes = 0;
    count = 0;
    nextSweepMs = Double.POSITIVE_INFINITY;
  }

  /** Payloads stored now. */
  int size() {
    return count;
  }

  private boolean dropOldest() {
    Stored oldest = byAge.poll();
    if (oldest.payload == null) {
      return false;
    }
    ArrayDeque<Stored> own = byClient.get(oldest.client);
    own.poll();
    if (own.isEmpty()) {
      byClient.remove(oldest.client);
    }
    release(oldest);
    return true;
  }

  private void release(Stored stored) {
    bytes -= stored.payload.length + ENTRY_OVERHEAD;
    stored.payload = null;
    count--;
  }

  /** Keeps the emptied entries behind an old living one from piling up. */
  private void compact() {
    if (byAge.size() > 2 * count + 64) {
      int entries = byAge.size();
      for (int i = 0; i < entries; i++) {
        Stored stored = byAge.poll();
        if (stored.payload != null) {
          byAge.add(stored);
        }
      }
    }
  }
}
