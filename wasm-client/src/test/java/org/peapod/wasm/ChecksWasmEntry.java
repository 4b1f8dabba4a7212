package org.peapod.wasm;

import org.peapod.bytes.Utf8;
import org.peapod.wasm.border.WasmEntropy;
import org.peapod.wasm.border.Window;
import org.teavm.interop.Export;

/** The checks as WebAssembly, with the exports of {@link WasmEntry}. */
public final class ChecksWasmEntry {
  private static final ChecksDoor DOOR = new ChecksDoor(new WasmEntropy());
  private static final Window WINDOW = new Window();

  private ChecksWasmEntry() {}

  /** Nothing to do at start. */
  public static void main(String[] args) {}

  @Export(name = "peapod.window")
  public static int window(int len) {
    return WINDOW.addressFor(len);
  }

  @Export(name = "peapod.create")
  public static int create(int len) {
    return len == 0 ? 0 : -1;
  }

  @Export(name = "peapod.input")
  public static int input(int handle, int len) {
    return DOOR.input(WINDOW.read(len));
  }

  @Export(name = "peapod.poll")
  public static int poll(int handle) {
    byte[] answer = DOOR.poll();
    return answer == null ? -1 : WINDOW.write(answer);
  }

  @Export(name = "peapod.free")
  public static void free(int handle) {}

  @Export(name = "peapod.error")
  public static int error() {
    return WINDOW.write(Utf8.encode("refused for a test"));
  }
}
