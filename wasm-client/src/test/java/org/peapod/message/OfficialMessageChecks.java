package org.peapod.message;

import org.peapod.bytes.Result;
import org.peapod.json.Json;
import org.peapod.vectors.Checks;
import org.peapod.vectors.Hex;

/** Messages that the official client made: official-messages.json. */
public final class OfficialMessageChecks {
  private static final int REGULAR_P = 1611;

  private OfficialMessageChecks() {}

  /** Reassembles every message from the recorded fragments and parses it. */
  public static void run(Json messages, Json packets, Checks checks) {
    Reassembler reassembler = new Reassembler(Reassembler.Limits.DEFAULT);
    Json rows = messages.get("messages");
    for (int i = 0; i < rows.size(); i++) {
      Json row = rows.at(i);
      String name = "message " + i;
      byte[] serialized = Hex.decode(row.get("serialized").asText());
      byte[] padded = Hex.decode(row.get("padded").asText());
      checks.equal(name + " padded", padded, MessagePadding.pad(serialized, REGULAR_P));
      checks.equal(name + " unpadded", serialized, MessagePadding.unpad(padded).value());
      reassemble(name, row, padded, packets.get("packets"), reassembler, checks);
      parse(name, row, serialized, checks);
    }
    checks.equal("nothing is left", 0, reassembler.openSets());
  }

  /** Fragments that are not in the file of packets are taken from the recorded padded message. */
  private static void reassemble(
      String name, Json row, byte[] padded, Json packets, Reassembler reassembler, Checks checks) {
    int[] setIds = new int[row.get("set_ids").size()];
    for (int i = 0; i < setIds.length; i++) {
      setIds[i] = (int) row.get("set_ids").at(i).asLong(-1);
    }
    Fragmenter fragmenter = new Fragmenter(padded, REGULAR_P, setIds);
    for (int i = 0; i < fragmenter.count(); i++) {
      byte[] recorded = recorded(packets, fragmenter.id(i));
      if (recorded != null) {
        checks.equal(name + " fragment " + i, recorded, fragmenter.fragment(i));
      }
      byte[] fragment = recorded != null ? recorded : fragmenter.fragment(i);
      ReassemblyOutcome outcome = reassembler.accept(i, fragment);
      boolean last = i == fragmenter.count() - 1;
      checks.isTrue(name, outcome instanceof ReassemblyOutcome.Complete == last);
      if (outcome instanceof ReassemblyOutcome.Complete complete) {
        checks.equal(name, row.get("serialized").asText(), Hex.encode(complete.message()));
      }
      checks.isTrue(
          name + " again", reassembler.accept(i, fragment) instanceof ReassemblyOutcome.Duplicate);
    }
  }

  private static byte[] recorded(Json packets, FragmentId id) {
    for (int i = 0; i < packets.size(); i++) {
      Json body = packets.at(i).get("body");
      if (body.get("set_id").asLong(-1) == id.setId()
          && body.get("current_fragment").asLong(-1) == id.position()) {
        return Hex.decode(body.get("fragment").asText());
      }
    }
    return null;
  }

  private static void parse(String name, Json row, byte[] serialized, Checks checks) {
    Result<NymMessage> parsed = NymMessage.parse(serialized);
    checks.isTrue(name + " parses", parsed.isOk());
    if (parsed.isFault()) {
      return;
    }
    NymMessage message = parsed.value();
    checks.equal(name + " written", serialized, message.toBytes());
    byte[] data = new byte[0];
    int surbs = 0;
    if (message instanceof NymMessage.Plain plain) {
      data = plain.data();
    } else if (message instanceof NymMessage.ReplyData reply) {
      data = reply.data();
      checks.equal(name, row.get("content").asText(), "data");
    } else if (message instanceof NymMessage.SurbRequest request) {
      checks.equal(name, row.get("recipient").asText(), Hex.encode(request.recipient()));
      checks.equal(name, row.get("amount").asLong(-1), request.amount());
    } else if (message instanceof NymMessage.Repliable repliable) {
      data = repliable.data();
      surbs = repliable.surbs().size();
      repliable(name, row, repliable, checks);
    }
    checks.equal(name + " type", row.get("type").asText(), type(message));
    checks.equal(name + " data", row.get("data").asText(), Hex.encode(data));
    checks.equal(name + " SURBs", row.get("surb_count").asLong(-1), surbs);
  }

  private static void repliable(
      String name, Json row, NymMessage.Repliable message, Checks checks) {
    String tag = Hex.encode(message.senderTag());
    checks.equal(name + " tag", row.get("sender_tag_bytes").asText(), tag);
    boolean data = message.purpose() == NymMessage.Purpose.DATA;
    checks.equal(name, row.get("content").asText(), data ? "data_v2" : "additional_surbs_v2");
    for (ReplySurb surb : message.surbs()) {
      checks.equal(name + " hops", row.get("surb_hops").asLong(-1), surb.hops());
      checks.equal(name, row.get("key_rotation").asLong(-1), surb.keyRotation());
    }
  }

  private static String type(NymMessage message) {
    if (message instanceof NymMessage.Plain) {
      return "plain";
    }
    return message instanceof NymMessage.Repliable ? "repliable" : "reply";
  }
}
