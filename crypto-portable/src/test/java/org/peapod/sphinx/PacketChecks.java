package org.peapod.sphinx;

import java.util.Arrays;
import org.peapod.bytes.Result;
import org.peapod.json.Json;
import org.peapod.vectors.Checks;
import org.peapod.vectors.Hex;

/** Packets of the model: {@code sphinx-packet-v257-legacy}, {@code -v258}, {@code -v259}. */
public final class PacketChecks {
  private PacketChecks() {}

  /** Builds every packet, looks at every step, and sends it through its hops. */
  public static void run(Json vectors, Checks checks) {
    Json cases = vectors.get("cases");
    for (int i = 0; i < cases.size(); i++) {
      ModelCase model = new ModelCase(cases.at(i));
      HeaderChecks.run(model, checks);
      layers(model, checks);
      byte[] packet = SphinxBuilder.build(model.plan, model.keys(), model.message, model.size);
      checks.equal(model.name() + " packet", model.bytes("packet"), packet);
      checks.equal(
          model.name() + " length", model.json.get("packetLength").asLong(0), packet.length);
      checks.equal(
          model.name() + " payload",
          model.in.get("payloadSize").asLong(0),
          model.size.payloadLen());
      Unwrapped.Final last = unwrap(model, packet, checks);
      checks.equal(model.name() + " recovered", model.bytes("recovered"), last.plaintext());
    }
  }

  /** Every layer of the payload, from the framed message to what is on the wire. */
  static void layers(ModelCase model, Checks checks) {
    Json layers = model.json.get("payloadLayers");
    RouteKeys keys = model.keys();
    byte[] packet = new byte[model.size.packetLen()];
    SphinxPayload.frame(model.message, packet, SphinxGeometry.HEADER_LEN);
    for (int i = 0; i < layers.size(); i++) {
      if (i > 0) {
        HopSecrets hop = keys.hop(model.hops() - i);
        SphinxPayload.addLayer(hop.payloadKey(model.version), packet);
      }
      checks.equal(model.name() + " layer " + i, layers.at(i).asText(), payload(packet));
    }
  }

  /** Sends a packet through the hops before the last and checks what each of them sees. */
  static byte[] forward(ModelCase model, byte[] packet, Checks checks) {
    byte[] current = packet;
    for (int i = 0; i < model.hops() - 1; i++) {
      Json expected = model.json.get("unwrap").at(i);
      String name = model.name() + " unwrap " + i + " ";
      checks.equal(name + "alpha", expected.get("alpha").asText(), groupElement(current));
      checks.equal(name + "flag", expected.get("flag").asLong(0), RoutingBlock.FORWARD);
      var seen = (Unwrapped.Forward) SphinxNode.unwrap(model.nodeSecret(i), current).value();
      common(expected, seen, name, checks);
      checks.equal(
          name + "next", expected.get("nextAddress").asText(), Hex.encode(seen.nextAddress()));
      checks.equal(
          name + "delay", expected.get("delayNanos").asText(), Long.toString(seen.delayNanos()));
      current = seen.packet();
      checks.equal(name + "nextAlpha", expected.get("nextAlpha").asText(), groupElement(current));
      checks.equal(name + "packet", expected.get("outgoingPacket").asText(), Hex.encode(current));
    }
    return current;
  }

  static Unwrapped.Final unwrap(ModelCase model, byte[] packet, Checks checks) {
    byte[] current = forward(model, packet, checks);
    int last = model.hops() - 1;
    Json expected = model.json.get("unwrap").at(last);
    String name = model.name() + " unwrap last ";
    checks.equal(name + "alpha", expected.get("alpha").asText(), groupElement(current));
    checks.equal(name + "flag", expected.get("flag").asLong(0), RoutingBlock.FINAL);
    var seen = (Unwrapped.Final) SphinxNode.unwrap(model.nodeSecret(last), current).value();
    common(expected, seen, name, checks);
    checks.equal(
        name + "destination",
        expected.get("destinationAddress").asText(),
        Hex.encode(seen.destination()));
    checks.equal(
        name + "identifier", expected.get("identifier").asText(), Hex.encode(seen.identifier()));
    Result<byte[]> plaintext = SphinxPayload.recover(Hex.decode(expected.get("payload").asText()));
    checks.equal(name + "payload", plaintext.value(), seen.plaintext());
    return seen;
  }

  private static void common(Json expected, Unwrapped seen, String name, Checks checks) {
    checks.equal(
        name + "replayTag", expected.get("replayTag").asText(), Hex.encode(seen.replayTag()));
    checks.equal(name + "version", expected.get("version").asLong(0), seen.version());
  }

  static String groupElement(byte[] packet) {
    return Hex.encode(Arrays.copyOf(packet, SphinxGeometry.KEY_LEN));
  }

  static String payload(byte[] packet) {
    return Hex.encode(Arrays.copyOfRange(packet, SphinxGeometry.HEADER_LEN, packet.length));
  }
}
