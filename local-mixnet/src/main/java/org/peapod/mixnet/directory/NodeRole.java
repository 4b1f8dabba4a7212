package org.peapod.mixnet.directory;

/** A node's place in the rewarded set of an epoch (chapter 4, section 4.4.2). */
public enum NodeRole {
  /** Mix node of the first layer. */
  LAYER_1(1),
  /** Mix node of the second layer. */
  LAYER_2(2),
  /** Mix node of the third layer. */
  LAYER_3(3),
  /** Gateway that lets clients in. */
  ENTRY_GATEWAY(0),
  /** Gateway that also declares both exit functions. */
  EXIT_GATEWAY(0),
  /** In the rewarded set, without a task. */
  STANDBY(0),
  /** Not in the rewarded set. */
  INACTIVE(0);

  private final int layer;

  NodeRole(int layer) {
    this.layer = layer;
  }

  /** The role of a mix node of layer 1, 2 or 3. */
  public static NodeRole ofLayer(int layer) {
    if (layer < 1 || layer > 3) {
      throw new IllegalArgumentException("a mix layer is 1, 2 or 3, got " + layer);
    }
    return values()[layer - 1];
  }

  /** The mix layer, or 0 for any other role. */
  public int layer() {
    return layer;
  }

  /** The role's name in the directory's JSON; not for mix nodes, whose role is an object. */
  String wireName() {
    return switch (this) {
      case ENTRY_GATEWAY -> "EntryGateway";
      case EXIT_GATEWAY -> "ExitGateway";
      case STANDBY -> "Standby";
      case INACTIVE -> "Inactive";
      case LAYER_1, LAYER_2, LAYER_3 -> "Mixnode";
    };
  }
}
