/**
 * The protocol between a client and its entry gateway (NGP, chapter 3): texts, handshake,
 * authentication, sealed binary frames, and one connection as a state machine.
 *
 * <p>The wire types serve both ends; {@link org.peapod.gateway.GatewaySession} is the client's. It
 * must not know sockets, clocks, Sphinx packets' insides or messages.
 */
package org.peapod.gateway;
