package org.peapod.topology;

/**
 * What a node says that it can do. Layers come from the rewarded set, not from here (chapter 4,
 * 4.4.2 and 4.5).
 *
 * @param mixnode mixes packets
 * @param entry takes clients
 * @param exit carries traffic out of the network
 */
public record DeclaredRoles(boolean mixnode, boolean entry, boolean exit) {
  /** A node that declares nothing. */
  public static final DeclaredRoles NONE = new DeclaredRoles(false, false, false);
}
