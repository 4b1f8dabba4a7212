package org.peapod.client;

/**
 * How many things of one kind a client holds now.
 *
 * @param what the kind, such as {@code "reply keys"}
 * @param held how many, or how many bytes where the kind says so
 * @param limit the most that it ever holds
 */
public record HeldItems(String what, long held, long limit) {}
