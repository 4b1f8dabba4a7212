package org.peapod.client;

import org.peapod.address.ClientAddress;
import org.peapod.bytes.Result;
import org.peapod.crypto.Entropy;
import org.peapod.message.NymMessage;
import org.peapod.topology.Topology;
import org.peapod.traffic.TrafficController;
import org.peapod.traffic.TrafficFault;
import org.peapod.traffic.TrafficOutput;

/**
 * One anonymous client of a Nym network.
 *
 * <p>Inputs are the public methods, outputs come from {@link #poll()}; the law of the loop: one
 * input, drain the outputs until {@code null}, then the next input. Nothing here blocks, reads a
 * clock or touches a device.
 */
public final class MixnetClient {
  private final ClientRooms rooms;
  private double wakeMs = Double.POSITIVE_INFINITY;

  /** A client with fresh keys; nothing happens before {@link #start}. */
  public MixnetClient(ClientConfig config, Entropy entropy) {
    this.rooms = new ClientRooms(config, entropy);
  }

  /**
   * Begins to connect; ends in {@code Ready} or {@code StartFailed}. A second call does nothing.
   */
  public void start(Now now) {
    rooms.now(now.monoMs());
    rooms.start();
    settle(now);
  }

  /** A socket is open. */
  public void socketOpened(Now now, int socket) {
    rooms.now(now.monoMs());
    rooms.link().opened(now, socket);
    settle(now);
  }

  /** A text frame came in. */
  public void socketText(Now now, int socket, String text) {
    rooms.now(now.monoMs());
    rooms.link().text(now, socket, text);
    settle(now);
  }

  /** A binary frame came in. */
  public void socketBinary(Now now, int socket, byte[] frame) {
    rooms.now(now.monoMs());
    rooms.link().binary(now, socket, frame);
    settle(now);
  }

  /** A socket is closed, or could not be opened. */
  public void socketClosed(Now now, int socket) {
    rooms.now(now.monoMs());
    rooms.link().closed(now, socket);
    settle(now);
  }

  /** The answer to a fetch; status 0 when there was none. */
  public void fetched(Now now, int request, int status, byte[] body) {
    rooms.now(now.monoMs());
    if (!rooms.isClosed()) {
      rooms.directory().response(now.monoMs(), request, status, body);
    }
    settle(now);
  }

  /** The time of the last {@code Wake} has come; an early call does no harm. */
  public void wake(Now now) {
    rooms.now(now.monoMs());
    wakeMs = Double.POSITIVE_INFINITY;
    settle(now);
  }

  /**
   * Sends a message to an address: {@code Sent} follows when every packet has left, or {@code
   * SendFailed}. Messages wait in the queue while the client reconnects.
   *
   * @param message the caller's number for it, which no unfinished message has; used in outputs
   * @param recipient address as text, chapter 2 section 2.1
   * @param data 0 bytes or more; copied
   */
  public void send(Now now, int message, String recipient, byte[] data) {
    rooms.now(now.monoMs());
    Result<ClientAddress> parsed = ClientAddress.parse(recipient);
    if (rooms.traffic() == null || rooms.isClosed()) {
      sendFailed(message, ClientFault.CLOSED, "connect first");
    } else if (parsed.isFault()) {
      sendFailed(message, ClientFault.INVALID_ADDRESS, parsed.fault().explanation());
    } else if (isUnreachable(parsed.value())) {
      sendFailed(message, ClientFault.RECIPIENT_UNREACHABLE, "try again after some minutes");
    } else {
      TrafficFault refused =
          rooms.traffic().enqueue(message, parsed.value(), new NymMessage.Plain(data));
      if (refused != null) {
        sendFailed(message, SendFaults.ofTraffic(refused), refused.explanation());
      }
    }
    settle(now);
  }

  /** Ends everything; {@code Closed} is the last output. A second call does nothing. */
  public void close(Now now) {
    rooms.now(now.monoMs());
    rooms.end();
  }

  /** The next output, or {@code null} when there is none until the next input. */
  public ClientOutput poll() {
    return rooms.outputs().poll();
  }

  /** Our address, or {@code null} before {@code Ready}. */
  public ClientAddress address() {
    return rooms.address();
  }

  /** The counters now. */
  public ClientStats stats() {
    return ClientCounters.of(rooms.traffic(), rooms.inbox(), rooms.link());
  }

  private void settle(Now now) {
    rooms.checkStartDeadline();
    if (rooms.isClosed()) {
      return;
    }
    rooms.directory().timer(now.monoMs());
    rooms.link().timer(now);
    if (rooms.traffic() != null && !rooms.isClosed()) {
      rooms.traffic().timer(now.monoMs(), rooms.directory().topology());
      drainTraffic(now.monoMs(), rooms.traffic());
    }
    if (!rooms.isClosed()) {
      scheduleWake(now.monoMs());
    }
  }

  private void scheduleWake(double nowMs) {
    double next = Math.min(rooms.startDeadlineMs(), rooms.directory().deadlineMs());
    next = Math.min(next, rooms.link().deadlineMs());
    if (rooms.traffic() != null) {
      next = Math.min(next, rooms.traffic().deadlineMs());
    }
    next = Math.max(next, nowMs);
    if (next != wakeMs) {
      wakeMs = next;
      rooms.outputs().add(new ClientOutput.Wake(next));
    }
  }

  private void drainTraffic(double nowMs, TrafficController traffic) {
    for (TrafficOutput out = traffic.poll(); out != null; out = traffic.poll()) {
      if (out instanceof TrafficOutput.Packet packet) {
        rooms.link().forward(nowMs, packet.packet());
      } else if (out instanceof TrafficOutput.MessageSent sent) {
        rooms.outputs().add(new ClientOutput.Sent(sent.message()));
      } else if (out instanceof TrafficOutput.MessageAcknowledged acknowledged) {
        rooms.outputs().add(new ClientOutput.Acknowledged(acknowledged.message()));
      } else if (out instanceof TrafficOutput.MessageFailed failed) {
        TrafficFault fault = failed.fault();
        sendFailed(failed.message(), SendFaults.ofTraffic(fault), fault.explanation());
      }
    }
  }

  private boolean isUnreachable(ClientAddress recipient) {
    Topology topology = rooms.directory().topology();
    return topology != null && topology.egress(recipient.gateway()) == null;
  }

  private void sendFailed(int message, ClientFault fault, String detail) {
    rooms.outputs().add(new ClientOutput.SendFailed(message, fault, detail));
  }
}
