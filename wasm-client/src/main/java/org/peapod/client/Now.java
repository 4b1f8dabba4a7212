package org.peapod.client;

/**
 * The time of an input. The two clocks are kept apart because the wall clock may jump.
 *
 * @param monoMs milliseconds since an arbitrary start; never goes back
 * @param wallMs milliseconds since the Unix epoch, UTC; may jump
 */
public record Now(double monoMs, double wallMs) {}
