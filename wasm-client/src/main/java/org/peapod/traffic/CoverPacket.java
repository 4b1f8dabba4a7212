package org.peapod.traffic;

/**
 * A cover packet with what its acknowledgement will be recognized by. On the way nobody can tell:
 * every acknowledgement has an initialization vector of its own.
 *
 * @param packet like that of any fragment
 * @param ack the payload that comes back, 21 bytes
 */
public record CoverPacket(OutgoingPacket packet, byte[] ack) {}
