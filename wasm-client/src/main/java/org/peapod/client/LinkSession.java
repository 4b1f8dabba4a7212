package org.peapod.client;

import org.peapod.crypto.Entropy;
import org.peapod.gateway.ClientKeys;
import org.peapod.gateway.GatewayOutput;
import org.peapod.gateway.GatewaySession;
import org.peapod.traffic.OutgoingPacket;

/** One socket and the session on it: what the session says goes on to the client. */
final class LinkSession {
  private final int socket;
  private final Registration registration;
  private final GatewaySession session;
  private final LinkListener listener;
  private long dropped;

  /** A session on a socket that is to be opened now. */
  LinkSession(
      double nowMs,
      int socket,
      Registration registration,
      ClientKeys keys,
      Entropy entropy,
      LinkListener listener) {
    this.socket = socket;
    this.registration = registration;
    this.session = registration.session(keys, entropy);
    this.listener = listener;
    session.connecting(nowMs);
    listener.openSocket(socket, registration.url());
  }

  int socket() {
    return socket;
  }

  GatewaySession session() {
    return session;
  }

  /** Hands a packet over; one that is not taken is counted. */
  void forward(double nowMs, OutgoingPacket packet) {
    boolean taken =
        session.forward(nowMs, packet.rotationLabel(), packet.firstHop(), packet.packet(), 0);
    dropped += taken ? 0 : 1;
  }

  /**
   * Passes on what is said up to the next {@code Ready} or {@code Ended}; {@code null}: no more.
   */
  GatewayOutput next() {
    for (GatewayOutput out = session.poll(); out != null; out = session.poll()) {
      if (out instanceof GatewayOutput.SendText send) {
        listener.sendText(socket, send.text());
      } else if (out instanceof GatewayOutput.SendBinary send) {
        listener.sendBinary(socket, send.frame());
      } else if (out instanceof GatewayOutput.Pushed push) {
        listener.pushed(push.plaintext());
      } else if (out instanceof GatewayOutput.Registered registered) {
        registration.registered(registered.key());
      } else if (out instanceof GatewayOutput.ForwardFailed) {
        dropped++;
      } else if (out instanceof GatewayOutput.Ready || out instanceof GatewayOutput.Ended) {
        return out;
      }
    }
    return null;
  }

  /** Frames and packets of this session that were dropped. */
  long dropped() {
    return dropped + session.counters().badFrames();
  }
}
