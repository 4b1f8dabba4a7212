/**
 * What a client remembers over a restart: a snapshot of everything and a journal of what changed
 * since, as bytes that only this package understands (chapter 5, A13; docs/saved-state.md).
 *
 * <p>It must not know who keeps the bytes, nor when they are written: that is the client's and the
 * host's. Reading changes nothing; broken or foreign bytes give a {@link
 * org.peapod.state.StateFault}.
 */
package org.peapod.state;
