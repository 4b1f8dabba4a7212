package org.peapod.topology;

/**
 * Of which rotation and epoch a topology is (chapter 4, 4.5).
 *
 * @param rotationId number of the Sphinx key period, 32 bits unsigned
 * @param absoluteEpochId epochs since the network began, 32 bits unsigned
 * @param refreshedAt how old the directory's own data are
 */
public record TopologyMetadata(long rotationId, long absoluteEpochId, UtcTime refreshedAt) {}
