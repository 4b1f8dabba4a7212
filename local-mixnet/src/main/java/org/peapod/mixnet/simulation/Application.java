package org.peapod.mixnet.simulation;

import org.peapod.client.ClientOutput;

/**
 * What sits on a simulated client and hears what the client says: every output but those for
 * sockets, requests, timers and storage. It must not call the client back at once, since that one
 * is being drained: {@link Simulation#soon} is for that.
 */
public interface Application {
  /** The client said this. */
  void told(ClientOutput output);
}
