package org.peapod.wasm;

import org.peapod.wasm.border.FillRandom;
import org.peapod.wasm.border.JsEntropy;
import org.peapod.wasm.border.PooledEntropy;
import org.teavm.jso.JSExport;
import org.teavm.jso.typedarrays.Int8Array;

/**
 * The exports of the JavaScript build, for engines that cannot load the WebAssembly build: the same
 * calls as {@link WasmEntry} with typed arrays in place of the window (docs/boundary.md).
 */
public final class JsEntry {
  private static Facade facade;

  private JsEntry() {}

  /** Must come first: where the randomness comes from. */
  @JSExport
  public static void begin(FillRandom random) {
    facade = new Facade(new PooledEntropy(new JsEntropy(random)));
  }

  /** A client from a configuration: its handle, or −1. */
  @JSExport
  public static int create(Int8Array configJson) {
    return facade.create(configJson.toJavaArray());
  }

  /** One command: 0, or −1. */
  @JSExport
  public static int input(int handle, Int8Array command) {
    return facade.input(handle, command.toJavaArray());
  }

  /** The next output, or null when there is none. */
  @JSExport
  public static Int8Array poll(int handle) {
    byte[] output = facade.poll(handle);
    return output == null ? null : Int8Array.fromJavaArray(output);
  }

  /** Forgets a client. */
  @JSExport
  public static void free(int handle) {
    facade.free(handle);
  }

  /** The text about the last refused call. */
  @JSExport
  public static String error() {
    return facade.error();
  }
}
