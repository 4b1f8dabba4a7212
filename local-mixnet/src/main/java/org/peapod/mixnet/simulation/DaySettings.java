package org.peapod.mixnet.simulation;

import java.util.List;
import org.peapod.client.AckSettings;
import org.peapod.client.ClientConfig;
import org.peapod.client.CoverSettings;
import org.peapod.client.GatewaySettings;
import org.peapod.client.ReplySettings;
import org.peapod.client.TopologySettings;
import org.peapod.client.TrafficSettings;
import org.peapod.mixnet.directory.EpochSchedule;
import org.peapod.mixnet.network.MixnetConfig;

/**
 * A day in the life of a network, or as much of one as a test has time for.
 *
 * @param seed of everything random
 * @param clients how many
 * @param lengthMs how long they write to each other
 * @param mainMeanMs mean gap of the main stream; loop cover comes ten times as seldom, as by
 *     default, and the waits for SURBs grow with it
 * @param messagesEach messages that each client writes on average, answers not counted
 * @param longestMessage bytes of the longest message
 * @param rotationMs from one key rotation to the next
 * @param gatewayCrashes how often a gateway crashes; every fifth time it loses its disk
 * @param directoryOutages how often the directory fails
 * @param outageMs how long the directory is away each time; a gateway a quarter of it on average
 * @param deathsEach how often each client dies on average
 */
record DaySettings(
    long seed,
    int clients,
    double lengthMs,
    double mainMeanMs,
    double messagesEach,
    int longestMessage,
    double rotationMs,
    int gatewayCrashes,
    int directoryOutages,
    double outageMs,
    double deathsEach) {
  static final double MINUTE_MS = 60_000;
  static final double HOUR_MS = 3_600_000;

  private static final int GATEWAYS = 5;
  private static final int EPOCHS_PER_ROTATION = 4;
  private static final double LOSS = 0.05;

  /** In the middle of a life, so that packets carry labels. */
  private static final int FIRST_EPOCH = 1000;

  /** How much slower than by default the streams are. */
  private double slowness() {
    return mainMeanMs / TrafficSettings.DEFAULT.mainStreamMeanMs();
  }

  double epochMs() {
    return Math.floor(rotationMs / EPOCHS_PER_ROTATION);
  }

  MixnetConfig network() {
    return MixnetConfig.STANDARD
        .withGateways(GATEWAYS)
        .withMixNodesPerLayer(2)
        .withSchedule(
            new EpochSchedule(
                FIRST_EPOCH,
                epochMs(),
                EPOCHS_PER_ROTATION,
                FIRST_EPOCH - 41 * EPOCHS_PER_ROTATION));
  }

  LinkConditions links() {
    return LinkConditions.CALM.withNodeLoss(LOSS);
  }

  ChatterHabits habits() {
    double thoughtMs = Math.min(MINUTE_MS, lengthMs / 100);
    return new ChatterHabits(lengthMs / messagesEach, thoughtMs, longestMessage, lengthMs);
  }

  /** A client that lives at the pace of this day; reply keys are kept as long as SURBs live. */
  ClientConfig client(String nymApi) {
    ReplySettings usual = ReplySettings.DEFAULT;
    ReplySettings replies =
        new ReplySettings(
            usual.reserve(),
            usual.maximumStored(),
            usual.reserveBuffer(),
            usual.minimumRequest(),
            usual.maximumRequest(),
            usual.maximumAllowedRequest(),
            Math.min(HOUR_MS / 3, usual.rerequestWaitMs() * slowness()),
            Math.min(1.5 * HOUR_MS, usual.dropWaitMs() * slowness()),
            usual.maximumRerequests(),
            (EPOCHS_PER_ROTATION + 1) * epochMs());
    double refreshMs = Math.max(TopologySettings.DEFAULT.refreshMs(), epochMs());
    return new ClientConfig(
        List.of(nymApi),
        ClientConfig.START_TIMEOUT_MS,
        GatewaySettings.DEFAULT,
        new TrafficSettings(15, mainMeanMs, true, false, TrafficSettings.NO_MAXIMUM),
        new CoverSettings(true, 10 * mainMeanMs, CoverSettings.DEFAULT.primarySizeRatio()),
        AckSettings.DEFAULT,
        new TopologySettings(refreshMs, true, 50, 50),
        replies);
  }
}
