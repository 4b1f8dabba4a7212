package org.peapod.reply;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.peapod.address.ClientAddress;
import org.peapod.bytes.Result;
import org.peapod.crypto.Entropy;
import org.peapod.message.ReplySurb;
import org.peapod.sphinx.Delays;
import org.peapod.sphinx.SphinxHop;
import org.peapod.sphinx.Surb;
import org.peapod.topology.Topology;

/**
 * Makes reply SURBs that lead back to us (chapter 2, section 8.1): each with a fresh route to our
 * own gateway, fresh delays and a fresh reply key, all with the rotation label of the topology.
 * Always version 259; a gateway could not deliver a later version (chapter 1, section 15).
 */
public final class SurbMaker {
  private final ClientAddress self;
  private final double packetDelayMeanMs;
  private final Entropy entropy;

  /**
   * A maker for one client.
   *
   * @param self own address: its gateway ends the routes, its identity is the destination
   * @param packetDelayMeanMs mean delay per hop
   */
  public SurbMaker(ClientAddress self, double packetDelayMeanMs, Entropy entropy) {
    this.self = self;
    this.packetDelayMeanMs = packetDelayMeanMs;
    this.entropy = entropy;
  }

  /** So many SURBs, or {@link ReplyFault#NO_ROUTE} and none. */
  public Result<List<ReplySurb>> make(Topology topology, int amount) {
    List<ReplySurb> surbs = new ArrayList<>(amount);
    for (int i = 0; i < amount; i++) {
      Result<List<SphinxHop>> route = topology.randomRoute(entropy, self.gateway());
      if (route.isFault()) {
        return Result.fault(ReplyFault.NO_ROUTE);
      }
      surbs.add(make(route.value(), topology.rotationLabel()));
    }
    return Result.ok(surbs);
  }

  private ReplySurb make(List<SphinxHop> route, int rotationLabel) {
    long[] delays = Delays.sample(entropy, route.size(), packetDelayMeanMs);
    Surb surb = Surb.create(route, delays, self.identity(), entropy);
    byte[] replyKey = entropy.bytes(ReplySurb.REPLY_KEY_LEN);
    byte[] wire = surb.toBytes();
    ReplySurb made = ReplySurb.of(replyKey, wire, rotationLabel).value();
    surb.wipe();
    Arrays.fill(wire, (byte) 0);
    Arrays.fill(replyKey, (byte) 0);
    return made;
  }
}
