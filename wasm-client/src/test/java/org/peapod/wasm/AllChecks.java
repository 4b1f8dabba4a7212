package org.peapod.wasm;

import java.util.List;
import org.peapod.address.AddressChecks;
import org.peapod.crypto.PrimitiveChecks;
import org.peapod.crypto.StorageCipherChecks;
import org.peapod.gateway.GatewayAuthChecks;
import org.peapod.gateway.GatewayBinaryChecks;
import org.peapod.gateway.GatewayHandshakeChecks;
import org.peapod.gateway.GatewayPrimitiveChecks;
import org.peapod.gateway.GatewayTextChecks;
import org.peapod.gateway.OfficialFrameChecks;
import org.peapod.gateway.OfficialHandshakeChecks;
import org.peapod.json.Json;
import org.peapod.message.ChunkingChecks;
import org.peapod.message.EndToEndChecks;
import org.peapod.message.FragmentCipherChecks;
import org.peapod.message.MimeEnvelopeChecks;
import org.peapod.message.MixPacketChecks;
import org.peapod.message.NymMessageChecks;
import org.peapod.message.OfficialMessageChecks;
import org.peapod.message.SizesChecks;
import org.peapod.reply.ReplyPacketChecks;
import org.peapod.sphinx.OfficialPacketChecks;
import org.peapod.sphinx.OfficialSurbChecks;
import org.peapod.sphinx.PacketChecks;
import org.peapod.sphinx.ReferenceChecks;
import org.peapod.sphinx.RejectChecks;
import org.peapod.sphinx.ScalarProductChecks;
import org.peapod.sphinx.SurbChecks;
import org.peapod.state.StateChecks;
import org.peapod.topology.DirectoryUrlChecks;
import org.peapod.topology.KeyRotationChecks;
import org.peapod.topology.OfficialTopologyChecks;
import org.peapod.topology.TopologyChecks;
import org.peapod.topology.TopologyDocumentChecks;
import org.peapod.vectors.Checks;

/**
 * Every check of known answers that must give the same on the JVM, as WebAssembly and as
 * JavaScript. A check that is not in this list runs on the JVM only.
 */
final class AllChecks {
  private static final String PACKETS = "official-packets.json";
  private static final String EXTENDED_PACKET = "official-packet-extended32.json";
  private static final String SURBS = "official-surbs.json";
  private static final String CLIENTS = "official-clients.json";
  private static final String HANDSHAKE = "gateway-handshake.json";

  private static final List<Named> ALL =
      List.of(
          of("primitives", PrimitiveChecks::run, "gateway-primitives.json", "messages-crypto.json"),
          of("sphinx reference", ReferenceChecks::run, "sphinx-reference.json"),
          of("sphinx scalar product", ScalarProductChecks::run, "sphinx-scalar-product.json"),
          of("sphinx packet 259", PacketChecks::run, "sphinx-packet-v259.json"),
          of("sphinx packet 258", PacketChecks::run, "sphinx-packet-v258.json"),
          of("sphinx packet 257", PacketChecks::run, "sphinx-packet-v257-legacy.json"),
          of("sphinx surb", SurbChecks::run, "sphinx-surb.json"),
          of("sphinx reject", RejectChecks::run, "sphinx-reject.json"),
          of("official packets", OfficialPacketChecks::run, PACKETS, SURBS),
          of("official extended packet", OfficialPacketChecks::run, EXTENDED_PACKET, SURBS),
          of("official surbs", OfficialSurbChecks::run, SURBS, PACKETS),
          of("addresses", AddressChecks::run, "messages-addresses.json"),
          ofAll(
              "topology",
              (f, c) -> TopologyChecks.run(f[0], f[1], f[2], f[3], f[4], c),
              "topology-entry-gateways.json",
              "topology-mixnodes-active.json",
              "topology-rewarded-set.json",
              "topology-key-rotation-info.json",
              "topology-expected.json"),
          ofAll(
              "key rotation",
              (f, c) -> KeyRotationChecks.run(f[0], f[1], f[2], c),
              "topology-key-rotation-vectors.json",
              "topology-key-rotation-info.json",
              "topology-timestamps.json"),
          of("directory urls", DirectoryUrlChecks::run, "topology-url-vectors.json"),
          of("official topology", OfficialTopologyChecks::run, "official-network.json"),
          ofAll(
              "topology document",
              (f, c) -> TopologyDocumentChecks.run(f[0], f[1], f[2], f[3], f[4], c),
              "topology-wasm-friendly.json",
              "topology-entry-gateways.json",
              "topology-mixnodes-active.json",
              "topology-rewarded-set.json",
              "topology-key-rotation-info.json"),
          of(
              "official topology document",
              TopologyDocumentChecks::runOfficial,
              "official-network.json"),
          of("message sizes", SizesChecks::run, "messages-sizes.json"),
          of("chunking", ChunkingChecks::run, "messages-chunking.json"),
          of("fragment cipher", FragmentCipherChecks::run, "messages-crypto.json"),
          of("nym messages", NymMessageChecks::run, "messages-nymmessage.json"),
          of("mix packets", MixPacketChecks::run, "messages-mixpacket.json"),
          of("mime envelopes", MimeEnvelopeChecks::run, "messages-mime.json"),
          of("end to end", EndToEndChecks::run, "messages-endtoend.json"),
          of("official payloads", AllChecks::officialPayloads, PACKETS, CLIENTS),
          of("official extended payload", AllChecks::officialPayloads, EXTENDED_PACKET, CLIENTS),
          ofAll(
              "official replies",
              (f, c) -> ReplyPacketChecks.run(f[0], f[1], f[2], c),
              "official-messages.json",
              SURBS,
              PACKETS),
          of("official messages", OfficialMessageChecks::run, "official-messages.json", PACKETS),
          of("gateway primitives", GatewayPrimitiveChecks::run, "gateway-primitives.json"),
          of("gateway handshake", GatewayHandshakeChecks::run, HANDSHAKE),
          of("gateway authentication", GatewayAuthChecks::run, "gateway-auth.json"),
          of("gateway binary frames", GatewayBinaryChecks::run, "gateway-binary.json"),
          of("gateway text frames", GatewayTextChecks::run, "gateway-text.json", HANDSHAKE),
          of(
              "official handshake",
              OfficialHandshakeChecks::run,
              "official-handshake.json",
              CLIENTS),
          of("official frames", OfficialFrameChecks::run, PACKETS),
          ofAll("storage ciphers", (files, checks) -> StorageCipherChecks.run(checks)),
          ofAll("saved state", (files, checks) -> StateChecks.run(checks)));

  private AllChecks() {}

  /** A check of one file. */
  interface OneFile {
    void run(Json file, Checks checks);
  }

  /** A check that needs two files together. */
  interface TwoFiles {
    void run(Json first, Json second, Checks checks);
  }

  /** A check of any number of files, given in the order asked for. */
  interface Files {
    void run(Json[] files, Checks checks);
  }

  /**
   * One check.
   *
   * @param name unique in the list
   * @param files the files of known answers that it wants
   */
  record Named(String name, List<String> files, Files body) {
    Checks run(Json[] contents) {
      Checks checks = new Checks();
      body.run(contents, checks);
      return checks;
    }
  }

  /** All of them, in a fixed order. */
  static List<Named> all() {
    return ALL;
  }

  /** The check of this name, or {@code null}. */
  static Named named(String name) {
    for (Named check : ALL) {
      if (check.name().equals(name)) {
        return check;
      }
    }
    return null;
  }

  private static Named of(String name, OneFile body, String file) {
    return ofAll(name, (files, checks) -> body.run(files[0], checks), file);
  }

  private static Named of(String name, TwoFiles body, String first, String second) {
    return ofAll(name, (files, checks) -> body.run(files[0], files[1], checks), first, second);
  }

  private static Named ofAll(String name, Files body, String... files) {
    return new Named(name, List.of(files), body);
  }

  private static void officialPayloads(Json packets, Json clients, Checks checks) {
    org.peapod.message.OfficialPacketChecks.run(packets, clients, checks);
  }
}
