package org.peapod.wasm;

import org.peapod.wasm.border.FillRandom;
import org.peapod.wasm.border.JsEntropy;
import org.teavm.jso.JSExport;
import org.teavm.jso.typedarrays.Int8Array;

/** The checks as JavaScript, with the exports of {@link JsEntry}. */
public final class ChecksJsEntry {
  private static ChecksDoor door;

  private ChecksJsEntry() {}

  @JSExport
  public static void begin(FillRandom random) {
    door = new ChecksDoor(new JsEntropy(random));
  }

  @JSExport
  public static int create(Int8Array config) {
    return config.getLength() == 0 ? 0 : -1;
  }

  @JSExport
  public static int input(int handle, Int8Array command) {
    return door.input(command.toJavaArray());
  }

  @JSExport
  public static Int8Array poll(int handle) {
    byte[] answer = door.poll();
    return answer == null ? null : Int8Array.fromJavaArray(answer);
  }

  @JSExport
  public static void free(int handle) {}

  @JSExport
  public static String error() {
    return "refused for a test";
  }
}
