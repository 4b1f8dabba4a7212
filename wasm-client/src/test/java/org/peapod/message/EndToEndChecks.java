package org.peapod.message;

import java.util.Arrays;
import org.peapod.bytes.Result;
import org.peapod.json.Json;
import org.peapod.sphinx.PacketSize;
import org.peapod.vectors.Checks;
import org.peapod.vectors.Hex;

/** Known ways of messages to delivered blobs and back: messages-endtoend.json. */
public final class EndToEndChecks {
  private static final Reassembler.Limits LIMITS = new Reassembler.Limits(8, 1 << 20, 8);

  private EndToEndChecks() {}

  /** Compares every entry of the file. */
  public static void run(Json vectors, Checks checks) {
    AckBlock ack = ackBlock();
    String digest = vectors.get("ack_bytes_sha256").asText();
    checks.equal("ack block", digest, Filler.sha256Hex(ack.toBytes()));
    Json cases = vectors.get("cases");
    for (int i = 0; i < cases.size(); i++) {
      sendAndReceive(cases.at(i), vectors.get("recipient"), ack, checks);
    }
    Json covers = vectors.get("loop_cover");
    for (int i = 0; i < covers.size(); i++) {
      cover(covers.at(i), ack, checks);
    }
  }

  private static AckBlock ackBlock() {
    byte[] hop = {4, 0x06, (byte) 0xfd, (byte) 198, 51, 100, 7};
    return new AckBlock(hop, Filler.det("ackpacket", 386));
  }

  private static void sendAndReceive(Json row, Json recipient, AckBlock ack, Checks checks) {
    String name = row.get("name").asText();
    PacketSize size = SizesChecks.named(row.get("size").asText());
    int p = MessageSizes.of(size).fragmentLen();
    byte[] message = message(row);
    Fragmenter fragmenter = null;
    if (message != null) {
      checks.equal(name, row.get("message_sha256").asText(), Filler.sha256Hex(message));
      byte[] padded = MessagePadding.pad(message, p);
      checks.equal(name + " padded", row.get("padded_len").asLong(-1), padded.length);
      fragmenter = new Fragmenter(padded, p, new int[] {(int) row.get("set_id").asLong(-1)});
      checks.equal(name + " count", row.get("packets").size(), fragmenter.count());
    }
    Reassembler reassembler = new Reassembler(LIMITS);
    byte[] received = null;
    for (int i = 0; i < row.get("packets").size(); i++) {
      Json packet = row.get("packets").at(i);
      byte[] blob;
      if (fragmenter != null) {
        fragment(name, packet, fragmenter, i, checks);
        blob = send(name, packet, fragmenter.fragment(i), recipient, ack, size, checks);
      } else {
        blob = Hex.decode(packet.get("delivered").asText());
      }
      byte[] fragment = open(name, packet, blob, recipient, size, checks);
      checks.equal(
          name + " fragment", packet.get("fragment_sha256").asText(), Filler.sha256Hex(fragment));
      ReassemblyOutcome outcome = reassembler.accept(i, fragment);
      if (outcome instanceof ReassemblyOutcome.Complete complete) {
        received = complete.message();
      }
    }
    recovered(name, row, received, checks);
  }

  /** The message in the file, or by its rule; null where it holds SURBs that no rule gives. */
  private static byte[] message(Json row) {
    String hex = row.get("message").asText();
    if (hex != null) {
      return Hex.decode(hex);
    }
    Json recovered = row.get("recovered");
    return recovered.get("type").asText().equals("plain")
        ? new NymMessage.Plain(Filler.rule((int) recovered.get("data_len").asLong(0))).toBytes()
        : null;
  }

  private static void fragment(
      String name, Json packet, Fragmenter fragmenter, int index, Checks checks) {
    String header = packet.get("fragment_header").asText();
    String start = Hex.encode(fragmenter.fragment(index)).substring(0, header.length());
    checks.equal(name + " header", header, start);
    String id = packet.get("fragment_identifier").asText();
    checks.equal(name + " id", id, Hex.encode(fragmenter.id(index).toBytes()));
  }

  private static byte[] send(
      String name,
      Json packet,
      byte[] fragment,
      Json recipient,
      AckBlock ack,
      PacketSize size,
      Checks checks) {
    byte[] block =
        packet.get("reply_key").isMissing()
            ? FragmentCipher.seal(
                fragment,
                Hex.decode(recipient.get("encryption_public").asText()),
                Hex.decode(packet.get("ephemeral_private").asText()))
            : FragmentCipher.sealReply(fragment, Hex.decode(packet.get("reply_key").asText()));
    byte[] plaintext = PlaintextLayout.join(ack, block, size);
    checks.equal(
        name + " plaintext", packet.get("sphinx_plaintext_len").asLong(-1), plaintext.length);
    checks.equal(
        name + " plaintext",
        packet.get("sphinx_plaintext_sha256").asText(),
        Filler.sha256Hex(plaintext));
    PlaintextLayout layout = PlaintextLayout.split(plaintext).value();
    checks.equal(name + " ack", ack.toBytes(), layout.ack().toBytes());
    String delivered = packet.get("delivered").asText();
    if (delivered != null) {
      checks.equal(name + " blob", delivered, Hex.encode(layout.blob()));
    }
    return layout.blob();
  }

  private static byte[] open(
      String name, Json packet, byte[] blob, Json recipient, PacketSize size, Checks checks) {
    checks.equal(name + " blob", packet.get("delivered_len").asLong(-1), blob.length);
    checks.equal(name, packet.get("delivered_sha256").asText(), Filler.sha256Hex(blob));
    checks.isTrue(name + " kind", DeliveredBlob.classify(blob).value().size() == size);
    String digest = packet.get("key_digest").asText();
    if (digest != null) {
      checks.equal(name + " digest", digest, Hex.encode(FragmentCipher.variant(blob)));
      return FragmentCipher.openReply(blob, Hex.decode(packet.get("reply_key").asText()));
    }
    byte[] secret = Hex.decode(recipient.get("encryption_private").asText());
    return FragmentCipher.open(blob, secret);
  }

  private static void recovered(String name, Json row, byte[] received, Checks checks) {
    checks.isTrue(name + " is complete", received != null);
    if (received == null) {
      return;
    }
    checks.equal(name, row.get("message_len").asLong(-1), received.length);
    checks.equal(name, row.get("message_sha256").asText(), Filler.sha256Hex(received));
    Result<NymMessage> parsed = NymMessage.parse(received);
    checks.isTrue(name + " parses", parsed.isOk());
    NymMessage message = parsed.value();
    Json known = row.get("recovered");
    byte[] data = null;
    String type = "surb_request";
    if (message instanceof NymMessage.Plain plain) {
      type = "plain";
      data = plain.data();
    } else if (message instanceof NymMessage.Repliable repliable) {
      type = "repliable";
      data = repliable.data();
      checks.equal(name, known.get("surbs").asLong(-1), repliable.surbs().size());
    } else if (message instanceof NymMessage.ReplyData reply) {
      type = "reply";
      data = reply.data();
    }
    checks.equal(name + " type", known.get("type").asText(), type);
    if (data != null) {
      checks.equal(name, known.get("data_len").asLong(-1), data.length);
      checks.equal(name, known.get("data_sha256").asText(), Filler.sha256Hex(data));
    }
  }

  private static void cover(Json row, AckBlock ack, Checks checks) {
    String name = "cover " + row.get("size").asText();
    PacketSize size = SizesChecks.named(row.get("size").asText());
    byte[] content = CoverContent.ofLen(MessageSizes.of(size).fragmentLen());
    checks.equal(name, row.get("content_len").asLong(-1), content.length);
    String start = row.get("content_first_19").asText();
    checks.equal(name, start, Hex.encode(content).substring(0, start.length()));
    byte[] block =
        FragmentCipher.seal(
            content,
            Hex.decode(row.get("own_encryption_public").asText()),
            Hex.decode(row.get("ephemeral_private").asText()));
    byte[] variant = FragmentCipher.variant(block);
    checks.equal(name, row.get("ephemeral_public").asText(), Hex.encode(variant));
    checks.equal(name, row.get("delivered_sha256").asText(), Filler.sha256Hex(block));
    byte[] ciphertext = Arrays.copyOfRange(block, 32, block.length);
    checks.equal(name, row.get("ciphertext_sha256").asText(), Filler.sha256Hex(ciphertext));
    byte[] plaintext = PlaintextLayout.join(ack, block, size);
    checks.equal(name, row.get("sphinx_plaintext_sha256").asText(), Filler.sha256Hex(plaintext));
    byte[] secret = Hex.decode(row.get("own_encryption_private").asText());
    byte[] opened = FragmentCipher.open(block, secret);
    checks.equal(name, content, opened);
    checks.isTrue(name + " is recognised", CoverContent.isCover(opened));
    checks.isTrue(name + " is no fragment", Fragment.parse(opened).isFault());
  }
}
