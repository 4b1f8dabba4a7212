package org.peapod.sphinx;

import org.peapod.bytes.Result;
import org.peapod.json.Json;
import org.peapod.vectors.Checks;
import org.peapod.vectors.Hex;

/** Altered and hand-made packets: {@code sphinx-reject}. */
public final class RejectChecks {
  private RejectChecks() {}

  /** Sends every packet through the route until a hop drops it or the last one delivers it. */
  public static void run(Json vectors, Checks checks) {
    ModelCase model = new ModelCase(vectors);
    byte[] good = SphinxBuilder.build(model.plan, model.keys(), model.message, model.size);
    checks.equal("good packet", Hex.decode(vectors.get("good").asText()), good);
    Json cases = vectors.get("cases");
    for (int i = 0; i < cases.size(); i++) {
      byte[] packet = Hex.decode(cases.at(i).get("packet").asText());
      String expected = expected(cases.at(i).get("outcome").asText());
      checks.equal(cases.at(i).get("name").asText(), expected, outcome(model, packet));
    }
  }

  private static String expected(String outcome) {
    switch (outcome) {
      case "ok":
        return "ok";
      case "InvalidHeader: MAC":
        return SphinxFault.WRONG_MAC.name();
      case "InvalidPayload: no leading zero padding":
        return SphinxFault.PAYLOAD_ALTERED.name();
      case "InvalidPacket":
        return SphinxFault.PACKET_TOO_SHORT.name();
      case "InvalidRouting: flag":
        return SphinxFault.UNKNOWN_ROUTING_FLAG.name();
      default:
        return "an outcome that this check does not know: " + outcome;
    }
  }

  private static String outcome(ModelCase model, byte[] packet) {
    byte[] current = packet;
    for (int i = 0; i < model.hops(); i++) {
      Result<Unwrapped> result = SphinxNode.unwrap(model.nodeSecret(i), current);
      if (result.isFault()) {
        return result.fault().name();
      }
      if (result.value() instanceof Unwrapped.Forward forward) {
        current = forward.packet();
      } else {
        return "ok";
      }
    }
    return "never delivered";
  }
}
