package org.peapod.sphinx;

import java.util.List;
import org.peapod.crypto.Entropy;

/** Builds packets (chapter 1, sections 4 to 8), all of version 259, cover packets included. */
public final class SphinxBuilder {
  private SphinxBuilder() {}

  /**
   * A packet to the first hop of a route, as long as its size says.
   *
   * <p>Draws 32 bytes for the initial secret and then the header's padding; nothing of either is
   * kept. The keys of the route must be on the curve and not of low order, which the reader of the
   * directory checks: a packet over another key is built all the same and never arrives.
   *
   * @param route 1 to 5 hops; the last one is the gateway of the destination
   * @param delaysNanos one per hop, in nanoseconds; the last is never used
   * @param destination32 the identity key of the client that the packet is for
   * @param plaintext at most what the size holds; Nym fills packets to the last byte
   * @throws IllegalArgumentException when a number or a length is not as said here
   */
  public static byte[] build(
      List<SphinxHop> route,
      long[] delaysNanos,
      byte[] destination32,
      byte[] plaintext,
      PacketSize size,
      Entropy entropy) {
    byte[] packet = new byte[size.packetLen()];
    SphinxPayload.frame(plaintext, packet, SphinxGeometry.HEADER_LEN);
    HeaderPlan.checkRoute(route, delaysNanos, destination32);
    RouteKeys keys = RouteKeys.draw(route, entropy);
    return wrap(HeaderPlan.of(route, delaysNanos, destination32, entropy), keys, packet);
  }

  /** The same from given secrets and of any version; the keys are wiped. */
  static byte[] build(HeaderPlan plan, RouteKeys keys, byte[] plaintext, PacketSize size) {
    byte[] packet = new byte[size.packetLen()];
    SphinxPayload.frame(plaintext, packet, SphinxGeometry.HEADER_LEN);
    return wrap(plan, keys, packet);
  }

  private static byte[] wrap(HeaderPlan plan, RouteKeys keys, byte[] packet) {
    HeaderBuilder.write(plan, keys, packet);
    for (int i = keys.hops() - 1; i >= 0; i--) {
      SphinxPayload.addLayer(keys.hop(i).payloadKey(plan.version()), packet);
    }
    keys.wipe();
    return packet;
  }
}
