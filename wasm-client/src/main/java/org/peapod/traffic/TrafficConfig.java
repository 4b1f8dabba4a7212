package org.peapod.traffic;

/**
 * Rates and limits of the streams (chapter 5, A14).
 *
 * @param mainStreamMeanMs mean gap of the main stream
 * @param loopCoverMeanMs mean gap of the loop cover stream
 * @param mainStreamPoisson false: real packets leave at once, without cover from the main stream
 * @param loopCover false: no loop cover stream
 * @param limits what the queue and the tables may hold
 */
public record TrafficConfig(
    double mainStreamMeanMs,
    double loopCoverMeanMs,
    boolean mainStreamPoisson,
    boolean loopCover,
    TrafficLimits limits) {}
