package org.peapod.client;

import java.util.List;

/**
 * What a caller may choose (chapter 5, A14); everything else is a constant of its package. {@link
 * ClientConfigReader} checks every value at the door.
 *
 * @param nymApiUrls directory base URLs, tried in turn; none for a client that is given its
 *     topology
 * @param startTimeoutMs a start that takes longer fails
 * @param connection which gateway
 * @param traffic the main stream and its packets
 * @param cover the loop cover stream
 * @param acks acknowledgements
 * @param topology the directory
 * @param replies reply SURBs
 */
public record ClientConfig(
    List<String> nymApiUrls,
    double startTimeoutMs,
    GatewaySettings connection,
    TrafficSettings traffic,
    CoverSettings cover,
    AckSettings acks,
    TopologySettings topology,
    ReplySettings replies) {
  /** Milliseconds that a start may take unless told otherwise. */
  public static final double START_TIMEOUT_MS = 60_000;

  /** The defaults for everything but the values that small programs set. */
  @SuppressWarnings("checkstyle:ParameterNumber")
  public ClientConfig(
      List<String> nymApiUrls,
      String gateway,
      boolean requireTls,
      double mainStreamMeanMs,
      double loopCoverMeanMs,
      double packetDelayMeanMs,
      double ackDelayMeanMs,
      boolean mainStreamPoisson,
      boolean loopCover,
      double startTimeoutMs) {
    this(
        nymApiUrls,
        startTimeoutMs,
        new GatewaySettings(gateway, requireTls, GatewayPreference.RANDOM, 10, true),
        new TrafficSettings(
            packetDelayMeanMs,
            mainStreamMeanMs,
            mainStreamPoisson,
            false,
            TrafficSettings.NO_MAXIMUM),
        new CoverSettings(loopCover, loopCoverMeanMs, CoverSettings.DEFAULT.primarySizeRatio()),
        new AckSettings(
            ackDelayMeanMs,
            AckSettings.DEFAULT.waitMultiplier(),
            AckSettings.DEFAULT.waitAdditionMs()),
        TopologySettings.DEFAULT,
        ReplySettings.DEFAULT);
  }

  /** A preset at these directories. */
  public static ClientConfig of(ConfigPreset preset, List<String> nymApiUrls) {
    return new ClientConfig(
        nymApiUrls,
        START_TIMEOUT_MS,
        GatewaySettings.DEFAULT,
        preset.traffic(),
        preset.cover(),
        AckSettings.DEFAULT,
        TopologySettings.DEFAULT,
        ReplySettings.DEFAULT);
  }

  /** The same with another choice of gateway. */
  public ClientConfig withConnection(GatewaySettings other) {
    return new ClientConfig(
        nymApiUrls, startTimeoutMs, other, traffic, cover, acks, topology, replies);
  }

  /** The same with another way of asking the directory. */
  public ClientConfig withTopology(TopologySettings other) {
    return new ClientConfig(
        nymApiUrls, startTimeoutMs, connection, traffic, cover, acks, other, replies);
  }

  /** Base58 identity of the wanted gateway, or {@code null} for any. */
  public String gateway() {
    return connection.identity();
  }

  /** Whether only wss gateways will do. */
  public boolean requireTls() {
    return connection.requireTls();
  }

  /** Mean gap between packets of the main stream. */
  public double mainStreamMeanMs() {
    return traffic.mainStreamMeanMs();
  }

  /** Mean gap between packets of the loop cover stream. */
  public double loopCoverMeanMs() {
    return cover.loopCoverMeanMs();
  }

  /** Mean delay per hop of data packets. */
  public double packetDelayMeanMs() {
    return traffic.packetDelayMeanMs();
  }

  /** Mean delay per hop of acknowledgements. */
  public double ackDelayMeanMs() {
    return acks.delayMeanMs();
  }

  /** Whether the main stream sends cover too. */
  public boolean mainStreamPoisson() {
    return traffic.mainStreamPoisson();
  }

  /** Whether there is a loop cover stream. */
  public boolean loopCover() {
    return cover.loopCover();
  }
}
