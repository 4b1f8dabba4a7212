package org.peapod.wasm;

import org.peapod.wasm.border.PooledEntropy;
import org.peapod.wasm.border.WasmEntropy;
import org.peapod.wasm.border.Window;
import org.teavm.interop.Export;

/**
 * The exports of the WebAssembly build: numbers only, and byte strings through one window of linear
 * memory that both sides copy from and to (docs/boundary.md).
 *
 * <p>The host asks {@link #window} for room, writes there, and calls; an answer lies in the same
 * window, whose address may have changed.
 */
public final class WasmEntry {
  private static final Facade FACADE = new Facade(new PooledEntropy(new WasmEntropy()));
  private static final Window WINDOW = new Window();

  private WasmEntry() {}

  /** Nothing to do at start; the compiler wants one. */
  public static void main(String[] args) {}

  /** The window's address, with room for {@code len} bytes; 0 when that is too much. */
  @Export(name = "peapod.window")
  public static int window(int len) {
    return WINDOW.addressFor(len);
  }

  /** A client from the configuration in the window: its handle, or −1. */
  @Export(name = "peapod.create")
  public static int create(int len) {
    return FACADE.create(WINDOW.read(len));
  }

  /** One command in the window: 0, or −1. */
  @Export(name = "peapod.input")
  public static int input(int handle, int len) {
    byte[] command = WINDOW.read(len);
    if (Facade.holdsSecret(command)) {
      WINDOW.wipe(len);
    }
    return FACADE.input(handle, command);
  }

  /** Puts the next output into the window: its length, or −1 when there is none. */
  @Export(name = "peapod.poll")
  public static int poll(int handle) {
    byte[] output = FACADE.poll(handle);
    return output == null ? -1 : WINDOW.write(output);
  }

  /** Forgets a client. */
  @Export(name = "peapod.free")
  public static void free(int handle) {
    FACADE.free(handle);
  }

  /** Puts the text about the last refused call into the window: its length. */
  @Export(name = "peapod.error")
  public static int error() {
    return WINDOW.write(FACADE.errorBytes());
  }
}
