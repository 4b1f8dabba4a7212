package org.peapod.client;

import org.peapod.crypto.Entropy;
import org.peapod.gateway.ClientKeys;
import org.peapod.gateway.GatewayOutput;
import org.peapod.gateway.GatewaySession;
import org.peapod.message.FragmentId;
import org.peapod.traffic.OutgoingPacket;

/** One socket and the session on it: what the session says goes on to the client. */
final class LinkSession {
  private final int socket;
  private final Registration registration;
  private final GatewaySession session;
  private final LinkListener listener;
  private final ForwardTokens tokens = new ForwardTokens();
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

  /**
   * Hands a packet over; one that is not taken has failed.
   *
   * @param id the fragment in it, or {@link FragmentId#COVER}
   */
  void forward(double nowMs, OutgoingPacket packet, FragmentId id) {
    int token = tokens.next(id);
    boolean taken =
        session.forward(nowMs, packet.rotationLabel(), packet.firstHop(), packet.packet(), token);
    if (!taken) {
      failed(token);
    }
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
      } else if (out instanceof GatewayOutput.Forwarded forwarded) {
        tokens.answered(forwarded.token());
      } else if (out instanceof GatewayOutput.ForwardFailed failed) {
        failed(failed.token());
      } else if (out instanceof GatewayOutput.Ready || out instanceof GatewayOutput.Ended) {
        return out;
      }
    }
    return null;
  }

  /** Counts a packet that did not go out, and says so if it carried a fragment. */
  private void failed(int token) {
    dropped++;
    FragmentId id = tokens.answered(token);
    if (id != null) {
      listener.forwardFailed(id);
    }
  }

  /** Frames and packets of this session that were dropped. */
  long dropped() {
    return dropped + session.counters().badFrames();
  }
}
