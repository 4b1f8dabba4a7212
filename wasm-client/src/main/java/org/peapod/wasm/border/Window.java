package org.peapod.wasm.border;

import org.teavm.interop.Address;
import org.teavm.runtime.heap.Heap;

/**
 * One piece of linear memory through which byte strings pass between the host and Java, in either
 * direction. Asking again for the length just written gives the same place.
 */
public final class Window {
  /** The longest byte string that a host may hand over. */
  public static final int MAX_LEN = 64 << 20;

  /** Above this size the memory is given back when less is wanted again. */
  private static final int KEPT_LEN = 1 << 20;

  private static final int LEAST_LEN = 4096;

  private Address address = Heap.alloc(LEAST_LEN);
  private int capacity = LEAST_LEN;

  /** The address of room for {@code len} bytes; 0 when that is more than may be handed over. */
  public int addressFor(int len) {
    if (len < 0 || len > MAX_LEN) {
      return 0;
    }
    boolean oversized = capacity > KEPT_LEN && len <= KEPT_LEN;
    if (len > capacity || oversized) {
      Heap.release(address);
      capacity = Math.max(len, LEAST_LEN);
      address = Heap.alloc(capacity);
    }
    return address.toInt();
  }

  /** A copy of the first {@code len} bytes, which the host has written. */
  public byte[] read(int len) {
    byte[] out = new byte[len];
    for (int i = 0; i < len; i++) {
      out[i] = address.add(i).getByte();
    }
    return out;
  }

  /** Overwrites the first {@code len} bytes, which held a secret. */
  public void wipe(int len) {
    for (int i = 0; i < len; i++) {
      address.add(i).putByte((byte) 0);
    }
  }

  /** Puts bytes there for the host to read: their length. */
  public int write(byte[] bytes) {
    addressFor(bytes.length);
    for (int i = 0; i < bytes.length; i++) {
      address.add(i).putByte(bytes[i]);
    }
    return bytes.length;
  }
}
