/**
 * Testing of one mix node: packets to ourselves on routes that all pass it, counted as they come
 * back (chapter 5, B5).
 *
 * <p>It must not know gateways, clocks or when packets leave: it gives packets to send and is told
 * what left and what came in.
 */
package org.peapod.nodetest;
