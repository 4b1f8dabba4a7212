package org.peapod.message;

/**
 * A set whose message was given out or refused; its fragments may come again (chapter 5, A8).
 *
 * @param id 1 … 2^31 − 1
 * @param usedMs when, on the monotonic clock
 */
public record UsedSet(int id, double usedMs) {}
