package org.peapod.topology;

/**
 * What looks wrong in a topology that keeps all rules of its format (chapter 4, 4.5 and 4.11). None
 * of it is proof: caches of a directory lag, and nodes do break. So a client takes the topology,
 * counts the alarm and says it; a person or a program may choose another directory.
 */
public enum TopologyAlarm {
  /** The layers are of another epoch than the nodes, also when asked again. */
  EPOCHS_DIFFER("the directory's layers are of another epoch than its nodes"),
  /** The nodes' key rotation is not the one that the epoch belongs to. */
  ROTATION_DIFFERS("the directory names a key rotation that its epoch does not belong to"),
  /** The network's epoch has not moved on although its time is up. */
  EPOCH_STUCK("the network's epoch is not the one that its calendar gives"),
  /** More than half of the nodes of one epoch are gone in the next answer. */
  SHRUNK("more than half of the nodes have vanished since the last answer"),
  /** A layer has fewer than half as many usable nodes as before. */
  LAYER_SHRUNK("a layer has lost more than half of its usable nodes since the last answer"),
  /** The Sphinx key of a node changed although the rotation did not. */
  KEY_CHANGED("the Sphinx key of a node changed within a key rotation"),
  /** A node's number stands for another identity than before. */
  IDENTITY_CHANGED("a node's number now stands for another identity");

  private final String explanation;

  TopologyAlarm(String explanation) {
    this.explanation = explanation;
  }

  /** One sentence for people. */
  public String explanation() {
    return explanation;
  }
}
