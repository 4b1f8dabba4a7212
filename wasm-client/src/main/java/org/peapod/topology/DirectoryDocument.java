package org.peapod.topology;

/** The documents of one refresh. */
enum DirectoryDocument {
  /** The nodes that take clients, in pages. */
  ENTRY_GATEWAYS,
  /** When keys change. */
  KEY_ROTATION_INFO,
  /** The parts of this epoch. */
  REWARDED_SET,
  /** The nodes that mix, in pages. */
  ACTIVE_MIXNODES
}
