package org.peapod.sphinx;

import java.util.Arrays;
import java.util.List;
import org.peapod.crypto.Entropy;
import org.peapod.crypto.X25519;

/**
 * The group element on the wire and the secrets shared with every hop of a route, in n + 1
 * multiplications instead of the reference's n(n + 1)/2 + 1 (chapter 1, sections 4 and 5).
 *
 * <p>The result is bit for bit the reference's for every key on the curve, hence for every key that
 * belongs to somebody. For a key on the twist, which nobody can hold, the hops after the first get
 * other secrets than the reference would give them; the packet is as lost as it would be anyway and
 * shows that key's owner nothing about the sender's scalar.
 */
final class RouteKeys {
  private final byte[] groupElement;
  private final HopSecrets[] hops;

  RouteKeys(byte[] groupElement, HopSecrets[] hops) {
    this.groupElement = groupElement;
    this.hops = hops;
  }

  /** Keys from a fresh initial secret: 32 bytes are drawn (again, with probability 2⁻¹²⁶). */
  static RouteKeys draw(List<SphinxHop> route, Entropy entropy) {
    while (true) {
      byte[] secret = entropy.bytes(SphinxGeometry.KEY_LEN);
      RouteKeys keys = linear(secret, route);
      Arrays.fill(secret, (byte) 0);
      if (keys != null) {
        return keys;
      }
    }
  }

  /** Keys from a given initial secret of 32 bytes, however it is shaped. */
  static RouteKeys of(byte[] secret, List<SphinxHop> route) {
    RouteKeys keys = linear(secret, route);
    return keys == null ? chain(secret, route) : keys;
  }

  /** One multiplication per hop; {@code null} when a scalar has not the shape for it. */
  static RouteKeys linear(byte[] secret, List<SphinxHop> route) {
    HopSecrets[] hops = new HopSecrets[route.size()];
    RunningScalar scalar = RunningScalar.ofSecret(secret);
    for (int i = 0; i < hops.length; i++) {
      byte[] shaped = scalar.clampShaped();
      if (shaped == null) {
        scalar.wipe();
        return null;
      }
      hops[i] = HopSecrets.expand(X25519.agree(shaped, route.get(i).publicKeyBytes()));
      Arrays.fill(shaped, (byte) 0);
      byte[] blinding = hops[i].blinding();
      scalar.multiply(blinding);
      Arrays.fill(blinding, (byte) 0);
    }
    scalar.wipe();
    return new RouteKeys(X25519.publicKey(secret), hops);
  }

  /** The reference's way: each hop's key times every secret so far, one after the other. */
  static RouteKeys chain(byte[] secret, List<SphinxHop> route) {
    HopSecrets[] hops = new HopSecrets[route.size()];
    for (int i = 0; i < hops.length; i++) {
      byte[] shared = X25519.agree(secret, route.get(i).publicKeyBytes());
      for (int j = 0; j < i; j++) {
        byte[] blinding = hops[j].blinding();
        shared = X25519.agree(blinding, shared);
        Arrays.fill(blinding, (byte) 0);
      }
      hops[i] = HopSecrets.expand(shared);
    }
    return new RouteKeys(X25519.publicKey(secret), hops);
  }

  /** The group element α for the first hop, 32 bytes, not copied. */
  byte[] groupElement() {
    return groupElement;
  }

  int hops() {
    return hops.length;
  }

  HopSecrets hop(int index) {
    return hops[index];
  }

  void wipe() {
    for (HopSecrets hop : hops) {
      hop.wipe();
    }
  }
}
