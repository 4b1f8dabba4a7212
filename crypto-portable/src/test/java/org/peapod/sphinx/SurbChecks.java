package org.peapod.sphinx;

import java.util.Arrays;
import org.peapod.json.Json;
import org.peapod.vectors.Checks;
import org.peapod.vectors.Hex;

/** SURBs of the model: {@code sphinx-surb}. */
public final class SurbChecks {
  private SurbChecks() {}

  /** Makes, writes, reads and spends every SURB and sends the reply home. */
  public static void run(Json vectors, Checks checks) {
    Json cases = vectors.get("cases");
    for (int i = 0; i < cases.size(); i++) {
      ModelCase model = new ModelCase(cases.at(i));
      HeaderChecks.run(model, checks);
      PacketChecks.layers(model, checks);
      Surb made = Surb.create(model.plan, model.keys());
      checks.equal(model.name() + " surb", model.bytes("surb"), made.toBytes());
      byte[] reply = reply(model, model.hops(), checks);
      Unwrapped.Final last = PacketChecks.unwrap(model, reply, checks);
      checks.equal(model.name() + " recovered", model.bytes("recovered"), last.plaintext());
    }
    Json future = vectors.get("futureCases");
    for (int i = 0; i < future.size(); i++) {
      singleSeed(new ModelCase(future.at(i)), checks);
    }
  }

  private static byte[] reply(ModelCase model, int keys, Checks checks) {
    byte[] wire = model.bytes("surb");
    checks.equal(model.name() + " length", model.json.get("surbLength").asLong(0), wire.length);
    byte[] larger = new byte[wire.length + 9];
    System.arraycopy(wire, 0, larger, 4, wire.length);
    Surb surb = Surb.parse(larger, 4, wire.length).value();
    checks.equal(model.name() + " read", wire, surb.toBytes());
    checks.equal(model.name() + " keys", keys, surb.hops());
    checks.equal(model.name() + " first hop", model.bytes("firstHopAddress"), surb.firstHop());
    checks.equal(
        model.name() + " header",
        model.bytes("header"),
        Arrays.copyOf(surb.toBytes(), SphinxGeometry.HEADER_LEN));
    String material = Hex.encode(Arrays.copyOfRange(wire, 380, wire.length));
    checks.equal(model.name() + " material", model.json.get("keyMaterial").asText(), material);
    byte[] reply = surb.apply(model.message, model.size);
    checks.equal(model.name() + " reply", model.bytes("replyPacket"), reply);
    return reply;
  }

  /** Version 260: the replier adds one layer, every hop removes one, the owner undoes them. */
  private static void singleSeed(ModelCase model, Checks checks) {
    HeaderChecks.run(model, checks);
    RouteKeys keys = model.keys();
    byte[] header = new byte[SphinxGeometry.HEADER_LEN];
    HeaderBuilder.write(model.plan, keys, header);
    checks.equal(model.name() + " header", model.bytes("header"), header);
    int last = model.hops() - 1;
    byte[] seed = keys.hop(last).payloadMaterial(model.version);
    checks.equal(model.name() + " seed", model.bytes("keyMaterial"), seed);
    byte[] packet = PacketChecks.forward(model, reply(model, 1, checks), checks);
    String fault = SphinxNode.unwrap(model.nodeSecret(last), packet).fault().name();
    checks.equal(model.name() + " at the last hop", SphinxFault.PAYLOAD_ALTERED.name(), fault);
    byte[] payload = Arrays.copyOfRange(packet, SphinxGeometry.HEADER_LEN, packet.length);
    Lioness.decrypt(keys.hop(last).payloadKey(model.version), payload, 0, payload.length);
    Json seen = model.json.get("unwrap").at(last);
    checks.equal(model.name() + " payload", seen.get("payload").asText(), Hex.encode(payload));
    StringBuilder owned = new StringBuilder(Hex.encode(model.plan.identifier()));
    for (int i = 0; i <= last; i++) {
      owned.append(Hex.encode(keys.hop(i).payloadMaterial(model.version)));
    }
    checks.equal(
        model.name() + " owner keeps",
        model.json.get("ownerRecoveryMaterial").asText(),
        owned.toString());
    for (int i = last; i >= 0; i--) {
      Lioness.encrypt(keys.hop(i).payloadKey(model.version), payload, 0, payload.length);
    }
    Lioness.decrypt(keys.hop(last).payloadKey(model.version), payload, 0, payload.length);
    byte[] plaintext = SphinxPayload.recover(payload).value();
    checks.equal(model.name() + " recovered", model.bytes("recovered"), plaintext);
  }
}
