package org.peapod.reply;

import java.util.HashMap;
import java.util.Map;
import org.peapod.bytes.Result;
import org.peapod.json.Json;
import org.peapod.message.PlaintextLayout;
import org.peapod.message.ReplySurb;
import org.peapod.sphinx.PacketSize;
import org.peapod.vectors.Checks;
import org.peapod.vectors.Hex;

/**
 * Reply packets that the official client built on SURBs of the official client: from the recorded
 * SURB, fragment and acknowledgement the same packet must come, byte for byte.
 */
public final class ReplyPacketChecks {
  private ReplyPacketChecks() {}

  /** Every packet of {@code official-packets} whose SURB is in {@code official-surbs}. */
  public static void run(Json surbs, Json packets, Checks checks) {
    Map<String, Json> byDigest = new HashMap<>();
    Json list = surbs.get("surbs");
    for (int i = 0; i < list.size(); i++) {
      byDigest.put(list.at(i).get("digest").asText(), list.at(i));
    }
    Json rows = packets.get("packets");
    for (int i = 0; i < rows.size(); i++) {
      Json row = rows.at(i);
      if (row.get("uses_surb").isTrue()) {
        Json surb = byDigest.get(row.get("body").get("surb_key_digest").asText());
        checks.isTrue("SURB of packet " + i + " is recorded", surb != null);
        if (surb != null) {
          packet("packet " + i, surb, row, checks);
        }
      }
    }
  }

  private static void packet(String name, Json recorded, Json row, Checks checks) {
    byte[] key = Hex.decode(recorded.get("encryption_key").asText());
    int label = (int) row.get("key_rotation").asLong(-1);
    Result<ReplySurb> surb = ReplySurb.of(key, wire(recorded), label);
    checks.isTrue(name + " SURB reads", surb.isOk());
    String digest = recorded.get("digest").asText();
    checks.equal(name + " digest", digest, Hex.encode(KeyDigest.of(key).toBytes()));
    byte[] plaintext = Hex.decode(row.get("final").get("plaintext").asText());
    PlaintextLayout layout = PlaintextLayout.split(plaintext).value();
    byte[] fragment = Hex.decode(row.get("body").get("fragment").asText());
    byte[] packet =
        ReplyPacketFactory.seal(layout.ack(), fragment, surb.value(), PacketSize.REGULAR);
    checks.equal(name, row.get("packet").asText(), Hex.encode(packet));
  }

  private static byte[] wire(Json surb) {
    StringBuilder hex = new StringBuilder(surb.get("header").asText());
    hex.append(surb.get("first_hop_bytes").asText());
    Json seeds = surb.get("payload_key_seeds");
    for (int i = 0; i < seeds.size(); i++) {
      hex.append(seeds.at(i).asText());
    }
    return Hex.decode(hex.toString());
  }
}
