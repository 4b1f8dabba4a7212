package org.peapod.sphinx;

import org.peapod.crypto.X25519;
import org.peapod.json.Json;
import org.peapod.vectors.Checks;
import org.peapod.vectors.Decimal;
import org.peapod.vectors.Hex;

/** The header of one case of the model: secrets, keystreams, filler, every block and MAC. */
final class HeaderChecks {
  private HeaderChecks() {}

  static void run(ModelCase model, Checks checks) {
    RouteKeys keys = model.keys();
    checks.equal(model.name() + " alpha", model.bytes("alpha"), keys.groupElement());
    checks.equal(
        model.name() + " versionBytes",
        model.in.get("versionBytes").asText(),
        versionBytes(model.version));
    for (int i = 0; i < model.hops(); i++) {
      secrets(model, keys.hop(i), i, checks);
    }
    if (!SphinxVersion.hasLegacyBlinding(model.version)) {
      RouteKeys chain = RouteKeys.chain(model.initialSecret, model.plan.route());
      for (int i = 0; i < model.hops(); i++) {
        byte[] expected = chain.hop(i).expanded();
        checks.equal(model.name() + " chain " + i, expected, keys.hop(i).expanded());
      }
    }
    scalars(model, keys, checks);
    blocks(model, keys, checks);
  }

  private static String versionBytes(int version) {
    return Hex.encode(new byte[] {0, (byte) (version >>> 8), (byte) version});
  }

  private static void secrets(ModelCase model, HopSecrets secrets, int hop, Checks checks) {
    Json expected = model.json.get("hops").at(hop);
    String name = model.name() + " hop " + hop + " ";
    byte[] shared = Hex.decode(expected.get("sharedSecret").asText());
    byte[] seen = Hex.decode(model.json.get("unwrap").at(hop).get("alpha").asText());
    checks.equal(name + "shared", shared, X25519.agree(model.nodeSecret(hop), seen));
    checks.equal(
        name + "public",
        model.plan.route().get(hop).publicKey(),
        X25519.publicKey(model.nodeSecret(hop)));
    byte[] expanded = Hex.decode(expected.get("expanded").asText());
    checks.equal(name + "expanded", expanded, HopSecrets.expand(shared).expanded());
    checks.equal(name + "derived", expanded, secrets.expanded());
    String hex = Hex.encode(secrets.expanded());
    checks.equal(name + "streamKey", expected.get("streamKey").asText(), hex.substring(0, 32));
    checks.equal(name + "macKey", expected.get("macKey").asText(), hex.substring(32, 64));
    hex(
        expected,
        "payloadSeed",
        secrets.payloadMaterial(SphinxVersion.PAYLOAD_SEEDS),
        name,
        checks);
    hex(expected, "payloadKey", secrets.payloadKey(model.version), name, checks);
    hex(expected, "blinding", secrets.blinding(), name, checks);
    hex(expected, "replayTag", secrets.replayTag(), name, checks);
    hex(expected, "keystream360", secrets.keystream(), name, checks);
  }

  private static void scalars(ModelCase model, RouteKeys keys, Checks checks) {
    Json expected = model.json.get("runningScalarTimes8");
    RunningScalar scalar = RunningScalar.ofSecret(model.initialSecret);
    for (int i = 0; i < expected.size(); i++) {
      byte[] number = Decimal.decode(expected.at(i).asText(), 32);
      checks.equal(model.name() + " 8m of hop " + i, number, scalar.timesEight());
      scalar.multiply(keys.hop(i).blinding());
    }
  }

  private static void blocks(ModelCase model, RouteKeys keys, Checks checks) {
    byte[][] keystreams = new byte[model.hops()][];
    for (int i = 0; i < keystreams.length; i++) {
      keystreams[i] = keys.hop(i).keystream();
    }
    byte[] filler = Filler.of(keystreams);
    checks.equal(model.name() + " filler", model.bytes("filler"), filler);
    byte[] routing = null;
    byte[] mac = null;
    for (int i = model.hops() - 1; i >= 0; i--) {
      Json expected = model.json.get("hops").at(i);
      String name = model.name() + " hop " + i + " ";
      boolean last = i == model.hops() - 1;
      byte[] block =
          last ? RoutingBlock.last(model.plan) : RoutingBlock.forward(model.plan, i, mac, routing);
      hex(expected, "routingPlain", block, name, checks);
      RoutingBlock.applyKeystream(block, keystreams[i]);
      routing = last ? RoutingBlock.withFiller(block, filler) : block;
      mac = keys.hop(i).mac(routing, 0);
      hex(expected, "beta", routing, name, checks);
      hex(expected, "gamma", mac, name, checks);
    }
  }

  private static void hex(Json expected, String key, byte[] actual, String name, Checks checks) {
    checks.equal(name + key, expected.get(key).asText(), Hex.encode(actual));
  }
}
