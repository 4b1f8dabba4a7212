package org.peapod.traffic;

import org.peapod.bytes.Result;
import org.peapod.topology.Topology;

/**
 * One packet that is built at the moment at which it leaves, with the network and the keys of that
 * moment; nothing of it exists before.
 */
public interface PacketSource {
  /**
   * Builds the packet, each time with fresh routes, delays and keys.
   *
   * @return a fault when it cannot be built now; the place in the stream then goes to cover
   */
  Result<OutgoingPacket> packet(Topology topology);
}
