package org.peapod.reply;

import java.util.HashMap;
import java.util.Map;
import org.peapod.bytes.Result;
import org.peapod.json.Json;
import org.peapod.message.NymMessage;
import org.peapod.message.PlaintextLayout;
import org.peapod.message.ReplySurb;
import org.peapod.sphinx.PacketSize;
import org.peapod.vectors.Checks;
import org.peapod.vectors.Hex;

/**
 * Reply packets that the official client built on SURBs of the official client: from the message
 * that brought the SURB, the fragment and the acknowledgement, the same packet must come, byte for
 * byte.
 */
public final class ReplyPacketChecks {
  private ReplyPacketChecks() {}

  /** Every SURB of {@code official-messages} and every packet of {@code official-packets}. */
  public static void run(Json messages, Json surbs, Json packets, Checks checks) {
    Map<String, ReplySurb> byDigest = surbsOf(messages.get("messages"), checks);
    Json recorded = surbs.get("surbs");
    for (int i = 0; i < recorded.size(); i++) {
      ReplySurb surb = byDigest.get(recorded.at(i).get("digest").asText());
      checks.isTrue("SURB " + i + " came in a message", surb != null);
      if (surb != null) {
        String key = recorded.at(i).get("encryption_key").asText();
        checks.equal("SURB " + i + " key", key, Hex.encode(surb.replyKey()));
        checks.equal("SURB " + i, wire(recorded.at(i)), Hex.encode(surb.surb()));
      }
    }
    Json rows = packets.get("packets");
    for (int i = 0; i < rows.size(); i++) {
      if (rows.at(i).get("uses_surb").isTrue()) {
        packet("packet " + i, rows.at(i), byDigest, checks);
      }
    }
  }

  private static Map<String, ReplySurb> surbsOf(Json messages, Checks checks) {
    Map<String, ReplySurb> byDigest = new HashMap<>();
    for (int i = 0; i < messages.size(); i++) {
      byte[] serialized = Hex.decode(messages.at(i).get("serialized").asText());
      Result<NymMessage> message = NymMessage.parse(serialized);
      if (message.isOk() && message.value() instanceof NymMessage.Repliable repliable) {
        long count = messages.at(i).get("surb_count").asLong(-1);
        checks.equal("SURBs of message " + i, count, repliable.surbs().size());
        for (ReplySurb surb : repliable.surbs()) {
          byDigest.put(Hex.encode(KeyDigest.of(surb.replyKey()).toBytes()), surb);
        }
      }
    }
    return byDigest;
  }

  private static void packet(
      String name, Json row, Map<String, ReplySurb> byDigest, Checks checks) {
    ReplySurb surb = byDigest.get(row.get("body").get("surb_key_digest").asText());
    checks.isTrue(name + " has a SURB that came in a message", surb != null);
    if (surb == null) {
      return;
    }
    if (row.get("request_kind").asLong(-1) == 2) {
      // Only this form of the request tells the label.
      checks.equal(name + " label", row.get("key_rotation").asLong(-1), surb.keyRotation());
    }
    byte[] plaintext = Hex.decode(row.get("final").get("plaintext").asText());
    PlaintextLayout layout = PlaintextLayout.split(plaintext).value();
    byte[] fragment = Hex.decode(row.get("body").get("fragment").asText());
    byte[] packet = ReplyPacketFactory.seal(layout.ack(), fragment, surb, PacketSize.REGULAR);
    checks.equal(name, row.get("packet").asText(), Hex.encode(packet));
  }

  private static String wire(Json surb) {
    StringBuilder hex = new StringBuilder(surb.get("header").asText());
    hex.append(surb.get("first_hop_bytes").asText());
    Json seeds = surb.get("payload_key_seeds");
    for (int i = 0; i < seeds.size(); i++) {
      hex.append(seeds.at(i).asText());
    }
    return hex.toString();
  }
}
