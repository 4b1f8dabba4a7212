package org.peapod.message;

import org.peapod.json.Json;
import org.peapod.sphinx.PacketSize;
import org.peapod.vectors.Checks;

/** Known lengths: messages-sizes.json. */
public final class SizesChecks {
  private SizesChecks() {}

  /** Compares every length of the file. */
  public static void run(Json vectors, Checks checks) {
    checks.equal("ack block", vectors.get("ack_overhead").asLong(-1), MessageSizes.ACK_BLOCK_LEN);
    checks.equal("v1", vectors.get("surb_v1_len_4hops").asLong(-1), ReplySurb.V1_LEN);
    Json v2 = vectors.get("surb_v2_len");
    for (String hops : v2.keys()) {
      long len = v2.get(hops).asLong(-1);
      checks.equal("surb of " + hops, len, ReplySurb.v2Len(Integer.parseInt(hops)));
    }
    for (PacketSize size : PacketSize.values()) {
      Json known = vectors.get("sizes").get(name(size));
      packet(name(size), known, size, checks);
      if (size != PacketSize.ACK) {
        data(name(size), known, size, checks);
      }
    }
  }

  /** The name of a size in files and configurations. */
  static String name(PacketSize size) {
    return switch (size) {
      case REGULAR -> "regular";
      case ACK -> "ack";
      case EXTENDED_8 -> "extended8";
      case EXTENDED_16 -> "extended16";
      case EXTENDED_32 -> "extended32";
    };
  }

  static PacketSize named(String name) {
    for (PacketSize size : PacketSize.values()) {
      if (name(size).equals(name)) {
        return size;
      }
    }
    throw new IllegalArgumentException("no packet size " + name);
  }

  private static void packet(String name, Json known, PacketSize size, Checks checks) {
    checks.equal(name + " tag", known.get("tag").asLong(-1), size.tag());
    checks.equal(name + " packet", known.get("packet").asLong(-1), size.packetLen());
    checks.equal(name + " payload", known.get("payload").asLong(-1), size.payloadLen());
    checks.equal(name + " plaintext", known.get("plaintext").asLong(-1), size.plaintextLen());
    checks.isTrue(name + " found", PacketSize.ofPacketLen(size.packetLen()) == size);
    checks.isTrue(name + " is exact", PacketSize.ofPacketLen(size.packetLen() + 1) == null);
  }

  private static void data(String name, Json known, PacketSize size, Checks checks) {
    MessageSizes sizes = MessageSizes.of(size);
    int p = sizes.fragmentLen();
    int u = sizes.unlinkedPayloadLen();
    checks.equal(name + " P", known.get("fragment_bytes").asLong(-1), p);
    checks.equal(name + " U", known.get("unlinked_payload").asLong(-1), u);
    checks.equal(name + " L", known.get("linked_payload").asLong(-1), sizes.linkedPayloadLen());
    checks.equal(name + " blob", known.get("delivered_to_client").asLong(-1), sizes.blobLen());
    byte[] cover = CoverContent.ofLen(p);
    checks.equal(name + " cover", known.get("cover_content").asLong(-1), cover.length);
    forward(name, known, size, checks);
    int single = (int) known.get("max_unlinked_set").asLong(-1);
    int oneWay = (int) known.get("one_way_set").asLong(-1);
    int twoWay = (int) known.get("two_way_set").asLong(-1);
    edge(name + " single set", 1, single, p, checks);
    edge(name + " two sets", 2, 2 * oneWay, p, checks);
    edge(name + " three sets", 3, 2 * oneWay + twoWay, p, checks);
    int plain = (int) known.get("max_plain_data_single_fragment").asLong(-1);
    fits(name, new NymMessage.Plain(new byte[plain]), 1, p, checks);
    fits(name, new NymMessage.Plain(new byte[plain + 1]), 2, p, checks);
    int reply = (int) known.get("max_reply_data_single_fragment").asLong(-1);
    fits(name, new NymMessage.ReplyData(new byte[reply]), 1, p, checks);
    fits(name, new NymMessage.ReplyData(new byte[reply + 1]), 2, p, checks);
    int inSet = (int) known.get("max_plain_data_single_set").asLong(-1);
    checks.equal(name + " last of one set", 1, FragmentCount.sets(inSet + 2, p));
    checks.equal(name + " first of two sets", 2, FragmentCount.sets(inSet + 3, p));
    int surbs = (int) known.get("max_additional_surbs_v2_4hops_single_fragment").asLong(-1);
    int prefix = MessageProtocol.REPLIABLE_PREFIX_LEN;
    checks.equal(name + " SURBs", surbs, (u - 1 - prefix) / ReplySurb.v2Len(4));
  }

  private static void forward(String name, Json known, PacketSize size, Checks checks) {
    byte[] v4 = new byte[] {4, 0, 1, 2, 3, 4, 5};
    byte[] v6 = new byte[19];
    v6[0] = 6;
    byte[] packet = new byte[size.packetLen()];
    long len4 = known.get("forward_v2_ipv4").asLong(-1);
    long len6 = known.get("forward_v2_ipv6").asLong(-1);
    checks.equal(name + " forward", len4, new MixPacket(0, v4, packet).toBytesV2().length);
    checks.equal(name + " forward 6", len6, new MixPacket(0, v6, packet).toBytesV2().length);
  }

  private static void edge(String what, int sets, int len, int fragmentLen, Checks checks) {
    checks.equal(what, sets, FragmentCount.sets(len, fragmentLen));
    checks.equal(what + " and a byte", sets + 1, FragmentCount.sets(len + 1, fragmentLen));
  }

  private static void fits(String name, NymMessage message, int count, int p, Checks checks) {
    byte[] padded = MessagePadding.pad(message, p);
    int[] id = {1};
    checks.equal(name + " fragments", count, new Fragmenter(padded, p, id).count());
  }
}
