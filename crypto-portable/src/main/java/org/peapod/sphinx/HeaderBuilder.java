package org.peapod.sphinx;

import java.util.Arrays;

/** Puts a header together, from the last hop to the first (chapter 1, section 6). */
final class HeaderBuilder {
  private HeaderBuilder() {}

  /** Writes the header's 348 bytes to the front of a packet or SURB. */
  static void write(HeaderPlan plan, RouteKeys keys, byte[] out) {
    byte[][] keystreams = new byte[keys.hops()][];
    for (int i = 0; i < keystreams.length; i++) {
      keystreams[i] = keys.hop(i).keystream();
    }
    int last = keystreams.length - 1;
    byte[] block = RoutingBlock.last(plan);
    RoutingBlock.applyKeystream(block, keystreams[last]);
    byte[] routing = RoutingBlock.withFiller(block, Filler.of(keystreams));
    byte[] mac = keys.hop(last).mac(routing, 0);
    for (int i = last - 1; i >= 0; i--) {
      routing = RoutingBlock.forward(plan, i, mac, routing);
      RoutingBlock.applyKeystream(routing, keystreams[i]);
      mac = keys.hop(i).mac(routing, 0);
    }
    for (byte[] keystream : keystreams) {
      Arrays.fill(keystream, (byte) 0);
    }
    System.arraycopy(keys.groupElement(), 0, out, 0, SphinxGeometry.KEY_LEN);
    System.arraycopy(mac, 0, out, SphinxGeometry.MAC_OFFSET, SphinxGeometry.MAC_LEN);
    System.arraycopy(routing, 0, out, SphinxGeometry.ROUTING_OFFSET, SphinxGeometry.ROUTING_LEN);
  }
}
