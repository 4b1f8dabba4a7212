package org.peapod.client;

import java.util.ArrayList;
import java.util.List;
import org.peapod.bytes.Fault;

/** What a configuration gives up of what a mixnet is for. Names are API of the npm package. */
public enum PrivacyWarning implements Fault {
  /** The main stream sends no cover. */
  NO_MAIN_COVER(
      "packets leave only when there is something to send: the gateway, and whoever watches the"
          + " line to it, sees when and how much you send; set traffic.mainStreamPoisson to true"),
  /** There is no loop cover. */
  NO_LOOP_COVER(
      "no loop cover packets come back: the gateway, and whoever watches the line to it, sees when"
          + " and how much you receive; set cover.loopCover to true"),
  /** Packets do not wait at the nodes. */
  NO_MIXING_DELAY(
      "packets do not wait at the mix nodes: whoever watches a node sees which packet that comes in"
          + " is which that goes out; set traffic.packetDelayMeanMs above 0"),
  /** The streams are not those of other clients. */
  UNUSUAL_TRAFFIC(
      "the rates or delays of your traffic differ from those of other clients: the gateway can tell"
          + " you by them when you come back; leave out the settings of traffic, cover and acks");

  private final String explanation;

  PrivacyWarning(String explanation) {
    this.explanation = explanation;
  }

  @Override
  public String explanation() {
    return explanation;
  }

  /** What is to be said of a configuration; nothing of the default one. */
  static List<PrivacyWarning> of(ClientConfig config) {
    List<PrivacyWarning> found = new ArrayList<>();
    if (!config.mainStreamPoisson()) {
      found.add(NO_MAIN_COVER);
    }
    if (!config.loopCover()) {
      found.add(NO_LOOP_COVER);
    }
    if (config.packetDelayMeanMs() == 0) {
      found.add(NO_MIXING_DELAY);
    }
    if (isUnusual(config)) {
      found.add(UNUSUAL_TRAFFIC);
    }
    return found;
  }

  /** Whether a stream runs at another rate, or packets have other sizes or delays, than usual. */
  private static boolean isUnusual(ClientConfig config) {
    TrafficSettings traffic = TrafficSettings.DEFAULT;
    double mainMs = traffic.mainStreamMeanMs();
    double coverMs = CoverSettings.DEFAULT.loopCoverMeanMs();
    return (config.mainStreamPoisson() && config.mainStreamMeanMs() != mainMs)
        || (config.loopCover() && config.loopCoverMeanMs() != coverMs)
        || config.packetDelayMeanMs() != traffic.packetDelayMeanMs()
        || config.ackDelayMeanMs() != AckSettings.DEFAULT.delayMeanMs()
        || config.traffic().extendedPackets();
  }
}
