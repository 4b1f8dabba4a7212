package org.peapod.mixnet.host;

import java.io.IOException;
import org.peapod.json.JsonWriter;
import org.peapod.mixnet.directory.Epoch;

/**
 * What a running network can be told to do, one command a line:
 *
 * <ul>
 *   <li>{@code nextEpoch} ends the present epoch;
 *   <li>{@code rotateKeys} ends the present key rotation.
 * </ul>
 *
 * <p>The answer is one line of JSON: {@code {"done":COMMAND,"epoch":ID,"rotation":ID}} with the
 * epoch that has begun, or {@code {"refused":COMMAND,"reason":TEXT}}.
 */
final class HostCommands {
  private final LocalMixnet mixnet;

  HostCommands(LocalMixnet mixnet) {
    this.mixnet = mixnet;
  }

  /** Does what a line says; the answer has no line break. */
  String answer(String command) throws IOException {
    return switch (command) {
      case "nextEpoch" -> done(command, mixnet.startNextEpoch());
      case "rotateKeys" -> done(command, mixnet.startNextRotation());
      default -> refused(command);
    };
  }

  private static String done(String command, Epoch begun) {
    JsonWriter out = new JsonWriter().beginObject().key("done").value(command);
    out.key("epoch").value(begun.id()).key("rotation").value(begun.rotationId());
    return out.endObject().toString();
  }

  private static String refused(String command) {
    JsonWriter out = new JsonWriter().beginObject().key("refused").value(command);
    return out.key("reason").value("expected nextEpoch or rotateKeys").endObject().toString();
  }
}
