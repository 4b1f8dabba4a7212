package org.peapod.message;

import org.peapod.bytes.Result;
import org.peapod.json.Json;
import org.peapod.sphinx.PacketSize;
import org.peapod.vectors.Checks;
import org.peapod.vectors.Hex;

/** Known messages, paddings and choices of size: messages-nymmessage.json. */
public final class NymMessageChecks {
  private NymMessageChecks() {}

  /** Compares every entry of the file. */
  public static void run(Json vectors, Checks checks) {
    Json messages = vectors.get("messages");
    for (int i = 0; i < messages.size(); i++) {
      message(messages.at(i), checks);
    }
    Json bad = vectors.get("bad");
    for (int i = 0; i < bad.size(); i++) {
      byte[] bytes = Hex.decode(bad.at(i).get("bytes").asText());
      checks.isTrue(bad.at(i).get("why").asText(), NymMessage.parse(bytes).isFault());
    }
    padding(vectors, checks);
    Json choices = vectors.get("packet_choice");
    for (int i = 0; i < choices.size(); i++) {
      choice(choices.at(i), checks);
    }
  }

  private static void message(Json row, Checks checks) {
    String name = row.get("name").asText();
    byte[] bytes = Hex.decode(row.get("bytes").asText());
    checks.equal(name + " length", row.get("len").asLong(-1), bytes.length);
    checks.equal(name + " digest", row.get("sha256").asText(), Filler.sha256Hex(bytes));
    Result<NymMessage> parsed = NymMessage.parse(bytes);
    checks.isTrue(name + " parses", parsed.isOk());
    if (parsed.isFault()) {
      return;
    }
    NymMessage message = parsed.value();
    if (message instanceof NymMessage.Plain plain) {
      checks.equal(name, Hex.decode(row.get("data").asText()), plain.data());
    } else if (message instanceof NymMessage.ReplyData reply) {
      checks.equal(name, Hex.decode(row.get("data").asText()), reply.data());
    } else if (message instanceof NymMessage.SurbRequest request) {
      checks.equal(name, Hex.decode(row.get("recipient").asText()), request.recipient());
      checks.equal(name, row.get("amount").asLong(-1), request.amount());
    } else if (message instanceof NymMessage.Repliable repliable) {
      repliable(name, row, repliable, checks);
    }
    if (row.get("content_tag").asLong(3) >= 3) {
      checks.equal(name + " written", bytes, message.toBytes());
    }
  }

  private static void repliable(
      String name, Json row, NymMessage.Repliable message, Checks checks) {
    int tag = (int) row.get("content_tag").asLong(-1);
    checks.equal(name, tag % 3, message.purpose().ordinal());
    checks.equal(name, Hex.decode(row.get("sender_tag").asText()), message.senderTag());
    if (message.purpose() == NymMessage.Purpose.DATA) {
      checks.equal(name, Hex.decode(row.get("data").asText()), message.data());
      checks.equal(name + " SURBs", row.get("surbs").size(), message.surbs().size());
    }
    for (int i = 0; i < message.surbs().size(); i++) {
      ReplySurb surb = message.surbs().get(i);
      checks.equal(name + " hops", row.get("hops").asLong(4), surb.hops());
      checks.equal(name + " rotation", row.get("key_rotation").asLong(0), surb.keyRotation());
      Json known = row.get("surbs").at(i);
      if (!known.isMissing()) {
        byte[] joined = Filler.concat(surb.replyKey(), surb.surb());
        checks.equal(name + " key", known.get("reply_key").asText(), Hex.encode(surb.replyKey()));
        checks.equal(name + " SURB", known.get("bytes").asText(), Hex.encode(joined));
      }
    }
  }

  private static void padding(Json vectors, Checks checks) {
    Json rows = vectors.get("padding");
    for (int i = 0; i < rows.size(); i++) {
      Json row = rows.at(i);
      PacketSize size = SizesChecks.named(row.get("size").asText());
      int p = MessageSizes.of(size).fragmentLen();
      checks.equal("P " + i, row.get("per_packet").asLong(-1), p);
      NymMessage plain =
          new NymMessage.Plain(Filler.rule((int) row.get("plain_data_len").asLong(-1)));
      byte[] padded = MessagePadding.pad(plain, p);
      checks.equal("padded " + i, row.get("padded_len").asLong(-1), padded.length);
      checks.equal("bytes " + i, row.get("padded_sha256").asText(), Filler.sha256Hex(padded));
      checks.equal("same " + i, padded, MessagePadding.pad(plain.toBytes(), p));
      checks.equal("unpadded " + i, plain.toBytes(), MessagePadding.unpad(padded).value());
      int zeros = padded.length - 1 - plain.serializedLen();
      checks.equal("zeros " + i, row.get("zero_bytes_after_marker").asLong(-1), zeros);
      int count = new Fragmenter(padded, p, new int[] {5}).count();
      checks.equal("fragments " + i, row.get("fragments").asLong(-1), count);
    }
    Json bad = vectors.get("bad_padding");
    for (int i = 0; i < bad.size(); i++) {
      byte[] bytes = Hex.decode(bad.at(i).get("bytes").asText());
      checks.isTrue(bad.at(i).get("why").asText(), MessagePadding.unpad(bytes).isFault());
    }
  }

  private static void choice(Json row, Checks checks) {
    int len = (int) row.get("serialized_len").asLong(-1);
    PacketSize small = PacketSize.REGULAR;
    PacketSize large = PacketSize.EXTENDED_32;
    checks.equal(
        "regular " + len, row.get("regular").asLong(-1), MessageSizes.roughCount(len, small));
    checks.equal(
        "extended32 " + len, row.get("extended32").asLong(-1), MessageSizes.roughCount(len, large));
    PacketSize chosen = MessageSizes.choose(len, small, large);
    checks.equal("chosen " + len, row.get("chosen").asText(), SizesChecks.name(chosen));
  }
}
