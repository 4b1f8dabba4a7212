package org.peapod.gateway;

/**
 * What one connection has seen since it began.
 *
 * @param texts text frames received
 * @param unknownTexts text frames of a type that this client does not know
 * @param pushed payloads delivered
 * @param badFrames binary frames dropped because they could not be opened
 * @param forwarded packets that the gateway confirmed
 * @param forwardsFailed packets reported as failed
 * @param outOfBandwidth packets that the gateway dropped for want of balance
 * @param claims bandwidth claims sent
 */
public record GatewayCounters(
    long texts,
    long unknownTexts,
    long pushed,
    long badFrames,
    long forwarded,
    long forwardsFailed,
    long outOfBandwidth,
    long claims) {}
