package org.peapod.client;

/**
 * Counters since the client was made; all are packets unless the name says otherwise.
 *
 * @param realSent packets with a fragment of a message, retransmissions included
 * @param coverSent cover packets of both streams
 * @param acksReceived acknowledgements of real packets
 * @param coverAcksReceived acknowledgements of cover packets
 * @param realReceived packets with a fragment of a message
 * @param coverReceived own cover packets that came back
 * @param retransmitted real packets sent again
 * @param messagesSent messages whose packets have all left
 * @param messagesReceived messages handed to the application
 * @param dropped frames, blobs and fragments dropped because they broke a rule
 * @param queuedPackets packets waiting now
 * @param unacknowledged packets waiting for their acknowledgement now
 */
public record ClientStats(
    long realSent,
    long coverSent,
    long acksReceived,
    long coverAcksReceived,
    long realReceived,
    long coverReceived,
    long retransmitted,
    long messagesSent,
    long messagesReceived,
    long dropped,
    int queuedPackets,
    int unacknowledged) {}
