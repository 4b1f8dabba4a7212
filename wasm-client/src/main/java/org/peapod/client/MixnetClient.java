package org.peapod.client;

import org.peapod.crypto.Entropy;

/**
 * One anonymous client of a Nym network.
 *
 * <p>Inputs are the public methods, outputs come from {@link #poll()}. Nothing here blocks, reads a
 * clock or touches a device.
 */
public final class MixnetClient {
  /** A client with fresh keys; nothing happens before {@link #start}. */
  public MixnetClient(ClientConfig config, Entropy entropy) {}

  /** Begins to connect; ends in {@code Ready} or {@code StartFailed}. */
  public void start(Now now) {}

  /** A socket is open. */
  public void socketOpened(Now now, int socket) {}

  /** A text frame came in. */
  public void socketText(Now now, int socket, String text) {}

  /** A binary frame came in. */
  public void socketBinary(Now now, int socket, byte[] frame) {}

  /** A socket is closed, or could not be opened. */
  public void socketClosed(Now now, int socket) {}

  /** The answer to a fetch; status 0 when there was none. */
  public void fetched(Now now, int request, int status, byte[] body) {}

  /** The time of the last {@code Wake} has come; an early call does no harm. */
  public void wake(Now now) {}

  /**
   * Sends a message to an address.
   *
   * @param message the caller's number for it, used in {@code Sent} and {@code SendFailed}
   * @param recipient address as text, chapter 2 section 2.1
   * @param data 0 bytes or more
   */
  public void send(Now now, int message, String recipient, byte[] data) {}

  /** Ends everything; {@code Closed} is the last output. */
  public void close(Now now) {}

  /** The next output, or {@code null} when there is none until the next input. */
  public ClientOutput poll() {
    return null;
  }

  /** The counters now. */
  public ClientStats stats() {
    return new ClientStats(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  }
}
