package org.peapod.topology;

import org.peapod.json.Json;

/** The part that a node plays in an epoch (chapter 4, 4.4.2). */
public enum EpochRole {
  /** Takes clients. */
  ENTRY_GATEWAY,
  /** Carries traffic out. */
  EXIT_GATEWAY,
  /** Mixes in the first layer. */
  LAYER_1,
  /** Mixes in the second layer. */
  LAYER_2,
  /** Mixes in the third layer. */
  LAYER_3,
  /** Waits to take over. */
  STANDBY,
  /** Has no part. */
  INACTIVE;

  /** The role of a mix node of layer 1, 2 or 3. */
  static EpochRole ofLayer(int layer) {
    if (layer == 1) {
      return LAYER_1;
    }
    return layer == 2 ? LAYER_2 : LAYER_3;
  }

  /** Whether a node of this role mixes. */
  public boolean isMixing() {
    return this == LAYER_1 || this == LAYER_2 || this == LAYER_3;
  }

  /** The role that a node page writes, long and short names alike, or {@code null}. */
  static EpochRole fromJson(Json role) {
    if (role.is(Json.Kind.OBJECT)) {
      Json layer = role.get("Mixnode").get("layer");
      boolean known = role.size() == 1 && layer.isUnsigned(3) && layer.asLong(0) > 0;
      return known ? ofLayer((int) layer.asLong(0)) : null;
    }
    String name = role.asText();
    if (name == null) {
      return null;
    }
    switch (name) {
      case "EntryGateway":
      case "entry":
      case "gateway":
        return ENTRY_GATEWAY;
      case "ExitGateway":
      case "exit":
        return EXIT_GATEWAY;
      case "Standby":
        return STANDBY;
      case "Inactive":
        return INACTIVE;
      default:
        return null;
    }
  }
}
