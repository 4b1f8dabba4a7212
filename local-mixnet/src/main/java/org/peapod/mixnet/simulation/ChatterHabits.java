package org.peapod.mixnet.simulation;

/**
 * How an application writes.
 *
 * @param meanPauseMs between two messages
 * @param meanThoughtMs before an answer
 * @param longestMessage bytes of the longest message
 * @param untilMs when it stops to write; it goes on answering
 */
record ChatterHabits(
    double meanPauseMs, double meanThoughtMs, int longestMessage, double untilMs) {}
