/**
 * A network and its clients in virtual time: one thread, one agenda, one seed. What takes a day on
 * the clock takes as long as the computing does, and the same seed gives the same run to the byte.
 *
 * <p>It drives the very state machines that ship, as any host does, and adds the faults of a real
 * network: delay, jitter that reorders, loss. It must not know how they work inside.
 */
package org.peapod.mixnet.simulation;
