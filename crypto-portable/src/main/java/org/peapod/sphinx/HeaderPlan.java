package org.peapod.sphinx;

import java.util.List;
import org.peapod.crypto.Entropy;

/**
 * What a header says, checked: the route, how long each hop waits, whom the last hop serves.
 *
 * @param route 1 to 5 hops
 * @param delaysNanos one per hop, unsigned; the last is never used
 * @param destination 32 bytes
 * @param identifier 16 bytes
 * @param padding random bytes behind the final hop's block, which hide the length of the route from
 *     that hop: 248, 188, 128, 68 or 8 of them for 1 to 5 hops
 * @param version written into every hop's block
 */
record HeaderPlan(
    List<SphinxHop> route,
    long[] delaysNanos,
    byte[] destination,
    byte[] identifier,
    byte[] padding,
    int version) {

  HeaderPlan {
    checkRoute(route, delaysNanos, destination);
    if (identifier.length != SphinxGeometry.IDENTIFIER_LEN) {
      throw new IllegalArgumentException("an identifier has 16 bytes, got " + identifier.length);
    }
    if (padding.length != SphinxGeometry.paddingLen(route.size())) {
      throw new IllegalArgumentException(
          "the padding of this route has "
              + SphinxGeometry.paddingLen(route.size())
              + " bytes, got "
              + padding.length);
    }
  }

  /** A header of the version that we send, with fresh padding and the zero identifier. */
  static HeaderPlan of(
      List<SphinxHop> route, long[] delaysNanos, byte[] destination, Entropy entropy) {
    checkRoute(route, delaysNanos, destination);
    return new HeaderPlan(
        route,
        delaysNanos,
        destination,
        new byte[SphinxGeometry.IDENTIFIER_LEN],
        entropy.bytes(SphinxGeometry.paddingLen(route.size())),
        SphinxVersion.PAYLOAD_SEEDS);
  }

  /** Throws on what the caller must not ask for, before anything random is drawn. */
  static void checkRoute(List<SphinxHop> route, long[] delaysNanos, byte[] destination) {
    if (route.isEmpty() || route.size() > SphinxGeometry.MAX_HOPS) {
      throw new IllegalArgumentException("a route has 1 to 5 hops, got " + route.size());
    }
    if (delaysNanos.length != route.size()) {
      throw new IllegalArgumentException(
          "a route needs one delay per hop, got "
              + delaysNanos.length
              + " for "
              + route.size()
              + " hops");
    }
    if (destination.length != SphinxGeometry.DESTINATION_LEN) {
      throw new IllegalArgumentException("a destination has 32 bytes, got " + destination.length);
    }
  }
}
