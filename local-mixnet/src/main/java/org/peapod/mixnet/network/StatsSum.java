package org.peapod.mixnet.network;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.peapod.mixnet.node.DropReason;
import org.peapod.mixnet.node.Gateway;

/** Adds up what the nodes have counted. */
record StatsSum(List<NetworkNode> nodes, long strayPackets) {
  MixnetStats stats() {
    long in = 0;
    long out = 0;
    long pushed = 0;
    long stored = 0;
    int live = 0;
    int registered = 0;
    Map<String, Long> dropped = new LinkedHashMap<>();
    for (NetworkNode node : nodes) {
      in += node.mix().received();
      out += node.mix().forwarded();
      node.mix().drops().addTo(dropped);
      Gateway gateway = node.gateway();
      pushed += gateway == null ? 0 : gateway.pushedPayloads();
      stored += gateway == null ? 0 : gateway.storedPayloads();
      live += gateway == null ? 0 : gateway.liveClients();
      registered += gateway == null ? 0 : gateway.registeredClients();
    }
    if (strayPackets > 0) {
      dropped.put(DropReason.NO_SUCH_NODE.name(), strayPackets);
    }
    return new MixnetStats(in, out, pushed, stored, live, registered, dropped);
  }
}
