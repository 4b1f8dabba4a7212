/**
 * The client as one state machine: sockets, documents and time come in as calls, everything to be
 * done goes out through {@link org.peapod.client.MixnetClient#poll()}.
 *
 * <p>Joins the rooms of chapters 2 to 5. It must not know who drives it: a page, a Vert.x loop or a
 * simulation in virtual time. The law of the loop: one input, then drain the outputs until {@code
 * null}, then the next input.
 */
package org.peapod.client;
