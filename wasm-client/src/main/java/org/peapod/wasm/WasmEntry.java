package org.peapod.wasm;

import org.teavm.interop.Address;
import org.teavm.interop.Export;
import org.teavm.interop.Import;
import org.teavm.runtime.heap.Heap;

/**
 * The exports of the WebAssembly build: numbers only, and byte strings through one window of linear
 * memory that both sides copy from and to (docs/boundary.md).
 *
 * <p>The host asks {@link #window} for room, writes there, and calls; an answer lies in the same
 * window, whose address may have changed.
 */
public final class WasmEntry {
  /** Above this size the window is given back when less is wanted again. */
  private static final int KEPT_WINDOW_LEN = 1 << 20;

  private static final int ENTROPY_BLOCK_LEN = 1024;

  private static final Facade FACADE = new Facade(WasmEntry::fill);
  private static final Address ENTROPY_BLOCK = Heap.alloc(ENTROPY_BLOCK_LEN);
  private static Address window = Heap.alloc(4096);
  private static int windowLen = 4096;

  private WasmEntry() {}

  /** Nothing to do at start; the compiler wants one. */
  public static void main(String[] args) {}

  /** The window's address, with room for {@code len} bytes; 0 when that is too much. */
  @Export(name = "peapod.window")
  public static int window(int len) {
    if (len < 0 || len > Facade.MAX_INPUT_LEN) {
      return 0;
    }
    boolean oversized = windowLen > KEPT_WINDOW_LEN && len <= KEPT_WINDOW_LEN;
    if (len > windowLen || oversized) {
      Heap.release(window);
      windowLen = Math.max(len, 4096);
      window = Heap.alloc(windowLen);
    }
    return window.toInt();
  }

  /** A client from the configuration in the window: its handle, or −1. */
  @Export(name = "peapod.create")
  public static int create(int len) {
    return FACADE.create(read(len));
  }

  /** One command in the window: 0, or −1. */
  @Export(name = "peapod.input")
  public static int input(int handle, int len) {
    return FACADE.input(handle, read(len));
  }

  /** Puts the next output into the window: its length, or −1 when there is none. */
  @Export(name = "peapod.poll")
  public static int poll(int handle) {
    byte[] output = FACADE.poll(handle);
    return output == null ? -1 : write(output);
  }

  /** Forgets a client. */
  @Export(name = "peapod.free")
  public static void free(int handle) {
    FACADE.free(handle);
  }

  /** Puts the text about the last refused call into the window: its length. */
  @Export(name = "peapod.error")
  public static int error() {
    return write(FACADE.errorBytes());
  }

  @Import(module = "peapod", name = "fillRandom")
  private static native void fillRandom(int address, int len);

  private static byte[] read(int len) {
    byte[] out = new byte[len];
    for (int i = 0; i < len; i++) {
      out[i] = window.add(i).getByte();
    }
    return out;
  }

  private static int write(byte[] bytes) {
    window(bytes.length);
    for (int i = 0; i < bytes.length; i++) {
      window.add(i).putByte(bytes[i]);
    }
    return bytes.length;
  }

  private static void fill(byte[] out, int off, int len) {
    for (int done = 0; done < len; ) {
      int block = Math.min(len - done, ENTROPY_BLOCK_LEN);
      fillRandom(ENTROPY_BLOCK.toInt(), block);
      for (int i = 0; i < block; i++) {
        out[off + done + i] = ENTROPY_BLOCK.add(i).getByte();
        ENTROPY_BLOCK.add(i).putByte((byte) 0);
      }
      done += block;
    }
  }
}
