/**
 * A whole network as one state machine: directory, gateways and mix nodes, their keys and epochs,
 * with every packet between nodes going out to the host and coming back in, so that a host can
 * deliver, delay or lose it.
 *
 * <p>Chapters 3 and 4. It must not know who drives it: a Vert.x loop or a simulation in virtual
 * time. The law of the loop: one input, then drain the outputs until {@code null}.
 */
package org.peapod.mixnet.network;
