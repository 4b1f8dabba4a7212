/**
 * A local network on the JVM: real HTTP and WebSockets on loopback, packets between nodes in this
 * process, all on one Vert.x event loop.
 *
 * <p>The only package of this module with I/O, threads, clocks and the system's random generator;
 * not portable. Everything that decides is in {@link org.peapod.mixnet.network}.
 */
package org.peapod.mixnet.host;
