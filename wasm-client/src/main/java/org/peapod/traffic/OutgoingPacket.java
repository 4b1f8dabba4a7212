package org.peapod.traffic;

/**
 * A Sphinx packet with what the gateway must be told beside it (chapter 2, section 9.1).
 *
 * @param rotationLabel 0 unknown, 1 odd, 2 even
 * @param firstHop unpadded node address of the first mix node, 7 or 19 bytes
 * @param packet 2413 bytes, or an extended size
 * @param expectedDelayMs the mixing delays on the way there and of the acknowledgement back
 */
public record OutgoingPacket(
    int rotationLabel, byte[] firstHop, byte[] packet, double expectedDelayMs) {}
