package org.peapod.traffic;

/** How many packets and messages left, since the streams were made. */
public final class TrafficCounters {
  long real;
  long cover;
  long repeated;
  long messages;
  long coverSkipped;
  long heldBack;

  /** Packets with a fragment of a message, repetitions included. */
  public long real() {
    return real;
  }

  /** Cover packets of both streams. */
  public long cover() {
    return cover;
  }

  /** Real packets that had left before. */
  public long repeated() {
    return repeated;
  }

  /** Messages of the application whose packets have all left. */
  public long messages() {
    return messages;
  }

  /** Cover packets that could not be built because there was no route to our own gateway. */
  public long coverSkipped() {
    return coverSkipped;
  }

  /** Packets that did not leave when it was their time because the socket was full. */
  public long heldBack() {
    return heldBack;
  }
}
