package org.peapod.topology;

/**
 * What a directory may make a client hold.
 *
 * @param maxBodyLen bytes of one answer
 * @param maxPages pages of one list
 * @param maxNodes nodes of one list, all pages together
 */
record DirectoryLimits(int maxBodyLen, int maxPages, int maxNodes) {
  /** Ample: the live network has well below 1,000 nodes of about 500 bytes. */
  static final DirectoryLimits DEFAULT = new DirectoryLimits(8 << 20, 64, 10_000);
}
