package org.peapod.sphinx;

import java.util.ArrayList;
import java.util.List;
import org.peapod.crypto.Entropy;
import org.peapod.crypto.SeededEntropy;
import org.peapod.crypto.X25519;

/** A route of nodes whose secrets are known, with delays and a destination, from a seed. */
final class SphinxRouteFixture {
  final Entropy entropy;
  final List<byte[]> secrets = new ArrayList<>();
  final List<SphinxHop> route = new ArrayList<>();
  final long[] delays;
  final byte[] destination;

  SphinxRouteFixture(long seed, int hops) {
    entropy = new SeededEntropy(seed);
    for (int i = 0; i < hops; i++) {
      byte[] secret = entropy.bytes(32);
      secrets.add(secret);
      route.add(new SphinxHop(entropy.bytes(32), X25519.publicKey(secret)));
    }
    delays = Delays.sample(entropy, hops, 15);
    destination = entropy.bytes(32);
  }

  HeaderPlan plan(int version) {
    byte[] padding = entropy.bytes(SphinxGeometry.paddingLen(route.size()));
    return new HeaderPlan(route, delays, destination, new byte[16], padding, version);
  }

  /** The packet before the given hop. */
  byte[] forwardedTo(int hop, byte[] packet) {
    byte[] current = packet;
    for (int i = 0; i < hop; i++) {
      current = ((Unwrapped.Forward) SphinxNode.unwrap(secrets.get(i), current).value()).packet();
    }
    return current;
  }

  Unwrapped.Final delivered(byte[] packet) {
    int last = route.size() - 1;
    byte[] arriving = forwardedTo(last, packet);
    return (Unwrapped.Final) SphinxNode.unwrap(secrets.get(last), arriving).value();
  }
}
