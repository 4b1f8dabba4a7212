package org.peapod.client;

import java.util.List;

/**
 * What a caller may choose (chapter 5, A14); everything else is a constant of its package.
 *
 * @param nymApiUrls directory base URLs, tried in turn; at least one
 * @param gateway base58 identity of the wanted gateway, or {@code null} for a random one
 * @param requireTls only wss gateways; what an https page needs
 * @param mainStreamMeanMs mean gap between packets of the main stream; default 20
 * @param loopCoverMeanMs mean gap between packets of the loop cover stream; default 200
 * @param packetDelayMeanMs mean delay per hop of data packets; default 15
 * @param ackDelayMeanMs mean delay per hop of acknowledgements; default 15
 * @param mainStreamPoisson false sends real packets at once and no cover from this stream
 * @param loopCover false switches the loop cover stream off
 * @param startTimeoutMs a start that takes longer fails; default 60,000
 */
public record ClientConfig(
    List<String> nymApiUrls,
    String gateway,
    boolean requireTls,
    double mainStreamMeanMs,
    double loopCoverMeanMs,
    double packetDelayMeanMs,
    double ackDelayMeanMs,
    boolean mainStreamPoisson,
    boolean loopCover,
    double startTimeoutMs) {}
