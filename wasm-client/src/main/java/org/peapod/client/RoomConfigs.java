package org.peapod.client;

import org.peapod.reply.ReplyConfig;
import org.peapod.reply.ReplyController;
import org.peapod.sphinx.PacketSize;
import org.peapod.traffic.AckConfig;
import org.peapod.traffic.SizeConfig;
import org.peapod.traffic.StreamConfig;
import org.peapod.traffic.TrafficConfig;
import org.peapod.traffic.TrafficLimits;

/** What a client's configuration means for each of its rooms. */
final class RoomConfigs {
  private RoomConfigs() {}

  static TrafficConfig traffic(ClientConfig config) {
    TrafficSettings settings = config.traffic();
    StreamConfig streams =
        new StreamConfig(
            settings.mainStreamMeanMs(),
            config.cover().loopCoverMeanMs(),
            settings.packetDelayMeanMs(),
            settings.mainStreamPoisson(),
            config.cover().loopCover());
    int most = settings.maximumRetransmissions();
    AckConfig acks =
        new AckConfig(
            config.acks().delayMeanMs(),
            config.acks().waitMultiplier(),
            config.acks().waitAdditionMs(),
            most == TrafficSettings.NO_MAXIMUM ? AckConfig.DEFAULT_MAX_REPEATS : most);
    SizeConfig sizes =
        new SizeConfig(
            settings.extendedPackets() ? PacketSize.EXTENDED_32 : null,
            config.cover().primarySizeRatio());
    return new TrafficConfig(streams, acks, sizes, TrafficLimits.DEFAULT);
  }

  static ReplyController.PacketSizes sizes(ClientConfig config) {
    return config.traffic().extendedPackets()
        ? new ReplyController.PacketSizes(PacketSize.REGULAR, PacketSize.EXTENDED_32)
        : ReplyController.PacketSizes.REGULAR;
  }

  static ReplyConfig replies(ClientConfig config) {
    ReplySettings settings = config.replies();
    return new ReplyConfig(
        settings.reserve(),
        settings.maximumStored(),
        settings.reserveBuffer(),
        settings.minimumRequest(),
        settings.maximumRequest(),
        settings.maximumAllowedRequest(),
        settings.rerequestWaitMs(),
        settings.dropWaitMs(),
        settings.maximumRerequests(),
        settings.maximumKeyAgeMs());
  }
}
