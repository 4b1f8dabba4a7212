package org.peapod.mixnet.wasm;

import org.peapod.wasm.border.PooledEntropy;
import org.peapod.wasm.border.WasmEntropy;
import org.peapod.wasm.border.Window;
import org.teavm.interop.Export;

/**
 * The exports of {@code mixnet.wasm}: the same names, numbers and window as those of the client's
 * module (docs/boundary.md), so that the same loader serves.
 */
public final class MixnetWasmEntry {
  private static final Facade FACADE = new Facade(new PooledEntropy(new WasmEntropy()));
  private static final Window WINDOW = new Window();

  private MixnetWasmEntry() {}

  /** Nothing to do at start; the compiler wants one. */
  public static void main(String[] args) {}

  /** The window's address, with room for {@code len} bytes; 0 when that is too much. */
  @Export(name = "peapod.window")
  public static int window(int len) {
    return WINDOW.addressFor(len);
  }

  /** A network from the configuration in the window: its handle, or −1. */
  @Export(name = "peapod.create")
  public static int create(int len) {
    return FACADE.create(WINDOW.read(len));
  }

  /** One command in the window: 0, or −1. */
  @Export(name = "peapod.input")
  public static int input(int handle, int len) {
    return FACADE.input(handle, WINDOW.read(len));
  }

  /** Puts the next output into the window: its length, or −1 when there is none. */
  @Export(name = "peapod.poll")
  public static int poll(int handle) {
    byte[] output = FACADE.poll(handle);
    return output == null ? -1 : WINDOW.write(output);
  }

  /** Forgets a network. */
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
