package org.peapod.sphinx;

import java.util.Arrays;
import org.peapod.json.Json;
import org.peapod.vectors.Checks;
import org.peapod.vectors.Hex;

/**
 * Packets that the official client sent: {@code official-packets} and {@code
 * official-packet-extended32}, those over the SURBs of {@code official-surbs} included.
 */
public final class OfficialPacketChecks {
  private OfficialPacketChecks() {}

  /** Every packet and its ack packet: unwrapped hop by hop and built again byte for byte. */
  public static void run(Json packets, Json surbs, Checks checks) {
    Json list = packets.get("packets");
    for (int i = 0; i < list.size(); i++) {
      packet(list.at(i), surbs.get("surbs"), checks);
      ack(list.at(i), checks);
    }
  }

  private static void packet(Json json, Json surbs, Checks checks) {
    String name = "packet " + json.get("index").asLong(-1);
    OfficialRoute route = new OfficialRoute(name, json, new byte[SphinxGeometry.ADDRESS_LEN]);
    byte[] packet = route.packet();
    PacketSize size = PacketSize.ofPacketLen(packet.length);
    checks.equal(
        name + " size",
        json.get("size").asText(),
        size == PacketSize.REGULAR ? "regular" : "extended32");
    byte[] plaintext = route.unwrap(checks);
    Json expected = json.get("final");
    if (!expected.get("plaintext").isMissing()) {
      checks.equal(name + " plaintext", expected.get("plaintext").asText(), Hex.encode(plaintext));
      byte[] payload = Hex.decode(expected.get("raw_payload").asText());
      checks.equal(name + " payload", plaintext, SphinxPayload.recover(payload).value());
    }
    String hex = Hex.encode(Arrays.copyOfRange(plaintext, 19, plaintext.length));
    checks.equal(
        name + " parts",
        expected.get("surb_ack_packet").asText() + expected.get("body").asText(),
        hex);
    checks.equal(
        name + " rebuilt",
        packet,
        SphinxBuilder.build(route.plan(), route.keys(), plaintext, size));
    if (json.get("uses_surb").isTrue()) {
      overSurb(name, json, surbs, plaintext, checks);
    }
  }

  /** Builds the packet again on the recorded SURB, and the SURB from its secrets. */
  private static void overSurb(
      String name, Json json, Json surbs, byte[] plaintext, Checks checks) {
    for (int i = 0; i < surbs.size(); i++) {
      Json surb = surbs.at(i);
      if (!json.get("packet").asText().startsWith(surb.get("header").asText())) {
        continue;
      }
      byte[] wire = OfficialSurbChecks.wire(surb);
      Surb held = Surb.parse(wire, 0, wire.length).value();
      byte[] packet = Hex.decode(json.get("packet").asText());
      checks.equal(name + " over its SURB", packet, held.apply(plaintext, PacketSize.REGULAR));
      byte[] firstHop = Hex.decode(surb.get("first_hop_bytes").asText());
      OfficialRoute route = new OfficialRoute(name, json, firstHop);
      checks.equal(name + " SURB", wire, Surb.create(route.plan(), route.keys()).toBytes());
    }
  }

  private static void ack(Json json, Checks checks) {
    String name = "ack of packet " + json.get("index").asLong(-1);
    Json ack = json.get("ack");
    OfficialRoute route = new OfficialRoute(name, ack, new byte[SphinxGeometry.ADDRESS_LEN]);
    byte[] plaintext = route.unwrap(checks);
    checks.equal(name + " plaintext", ack.get("final_plaintext").asText(), Hex.encode(plaintext));
    byte[] rebuilt = SphinxBuilder.build(route.plan(), route.keys(), plaintext, PacketSize.ACK);
    checks.equal(name + " rebuilt", route.packet(), rebuilt);
  }
}
