package org.peapod.sphinx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.peapod.bytes.Result;
import org.peapod.crypto.X25519;
import org.peapod.json.Json;
import org.peapod.vectors.Checks;
import org.peapod.vectors.Hex;

/**
 * SURBs that the official client made: {@code official-surbs}. Their routes are not recorded, but
 * the node secrets in {@code official-packets} open every header, and what is found in it together
 * with the recorded initial secret must make the same SURB again.
 */
public final class OfficialSurbChecks {
  private OfficialSurbChecks() {}

  /** Every SURB of the file. */
  public static void run(Json surbs, Json packets, Checks checks) {
    List<byte[]> secrets = nodeSecrets(packets.get("packets"));
    Json list = surbs.get("surbs");
    for (int i = 0; i < list.size(); i++) {
      byte[] wire = wire(list.at(i));
      Surb surb = Surb.parse(wire, 0, wire.length).value();
      checks.equal("SURB " + i + " read", wire, surb.toBytes());
      String firstHop = list.at(i).get("first_hop_bytes").asText();
      checks.equal("SURB " + i + " first hop", firstHop, Hex.encode(surb.firstHop()));
      byte[] initial = Hex.decode(list.at(i).get("initial_secret").asText());
      checks.equal("SURB " + i + " again", wire, again(surb, initial, secrets));
    }
  }

  /** The wire form: header, first hop, seeds. */
  static byte[] wire(Json surb) {
    StringBuilder hex = new StringBuilder(surb.get("header").asText());
    hex.append(surb.get("first_hop_bytes").asText());
    Json seeds = surb.get("payload_key_seeds");
    for (int i = 0; i < seeds.size(); i++) {
      hex.append(seeds.at(i).asText());
    }
    return Hex.decode(hex.toString());
  }

  private static byte[] again(Surb surb, byte[] initial, List<byte[]> secrets) {
    byte[] plaintext = {1, 2, 3};
    byte[] packet = surb.apply(plaintext, PacketSize.ACK);
    List<SphinxHop> route = new ArrayList<>();
    long[] delays = new long[surb.hops()];
    byte[] address = surb.firstHop();
    for (int hop = 0; hop < delays.length; hop++) {
      byte[] secret = opening(packet, secrets);
      if (secret == null) {
        return new byte[0];
      }
      route.add(new SphinxHop(address, X25519.publicKey(secret)));
      Unwrapped seen = SphinxNode.unwrap(secret, packet).value();
      if (seen instanceof Unwrapped.Final last && Arrays.equals(plaintext, last.plaintext())) {
        byte[] padding = padding(secret, packet, route.size());
        RouteKeys keys = RouteKeys.of(initial, route);
        HeaderPlan plan =
            new HeaderPlan(
                route, delays, last.destination(), last.identifier(), padding, last.version());
        return Surb.create(plan, keys).toBytes();
      }
      Unwrapped.Forward forward = (Unwrapped.Forward) seen;
      address = forward.nextAddress();
      delays[hop] = forward.delayNanos();
      packet = forward.packet();
    }
    return new byte[0];
  }

  private static byte[] padding(byte[] secret, byte[] packet, int hops) {
    byte[] groupElement = Arrays.copyOf(packet, SphinxGeometry.KEY_LEN);
    byte[] block = HopSecrets.expand(X25519.agree(secret, groupElement)).keystream();
    for (int i = 0; i < SphinxGeometry.ROUTING_LEN; i++) {
      block[i] ^= packet[SphinxGeometry.ROUTING_OFFSET + i];
    }
    int from = SphinxGeometry.FINAL_META_LEN;
    return Arrays.copyOfRange(block, from, from + SphinxGeometry.paddingLen(hops));
  }

  private static byte[] opening(byte[] packet, List<byte[]> secrets) {
    for (byte[] secret : secrets) {
      Result<Unwrapped> result = SphinxNode.unwrap(secret, packet);
      if (result.isOk()) {
        return secret;
      }
    }
    return null;
  }

  private static List<byte[]> nodeSecrets(Json packets) {
    List<String> seen = new ArrayList<>();
    List<byte[]> secrets = new ArrayList<>();
    for (int i = 0; i < packets.size(); i++) {
      Json hops = packets.at(i).get("hops");
      for (int j = 0; j < hops.size(); j++) {
        String secret = hops.at(j).get("sphinx_secret").asText();
        if (!seen.contains(secret)) {
          seen.add(secret);
          secrets.add(Hex.decode(secret));
        }
      }
    }
    return secrets;
  }
}
