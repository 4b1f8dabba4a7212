package org.peapod.client;

/** Named starting points of a configuration; single values may be given on top. */
public enum ConfigPreset {
  /** What every other client does, and so what hides best among them. */
  DEFAULT("default"),
  /**
   * A fifth of the packets, for phones on battery. Gives up: speed (a packet each 100 ms at most),
   * and likeness with other clients, whose rates are higher; the gateway sees the difference.
   */
  LOW_POWER("lowPower"),
  /**
   * No cover packets at all. Gives up what a mixnet is for: the gateway, and whoever watches it,
   * sees when and how much is sent. Mixing still hides to whom. For tests and for programs whose
   * users know this.
   */
  NO_COVER("noCover");

  private final String key;

  ConfigPreset(String key) {
    this.key = key;
  }

  /** Its name in a configuration. */
  public String key() {
    return key;
  }

  /** The preset of this name, or {@code null}. */
  static ConfigPreset named(String key) {
    for (ConfigPreset preset : values()) {
      if (preset.key.equals(key)) {
        return preset;
      }
    }
    return null;
  }

  /** Its main stream. */
  TrafficSettings traffic() {
    TrafficSettings all = TrafficSettings.DEFAULT;
    return new TrafficSettings(
        all.packetDelayMeanMs(),
        this == LOW_POWER ? 5 * all.mainStreamMeanMs() : all.mainStreamMeanMs(),
        this != NO_COVER,
        all.extendedPackets(),
        all.maximumRetransmissions());
  }

  /** Its loop cover stream. */
  CoverSettings cover() {
    CoverSettings all = CoverSettings.DEFAULT;
    double meanMs = this == LOW_POWER ? 5 * all.loopCoverMeanMs() : all.loopCoverMeanMs();
    return new CoverSettings(this != NO_COVER, meanMs, all.primarySizeRatio());
  }
}
