package org.peapod.mixnet.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.peapod.client.ClientConfig;
import org.peapod.client.ClientFault;
import org.peapod.client.ClientOutput;
import org.peapod.client.ClientStage;
import org.peapod.client.ClientStats;
import org.peapod.client.MixnetClient;
import org.peapod.crypto.Entropy;

/** A client in the simulation and what an application would have seen of it. */
public final class SimulatedClient {
  private final Simulation simulation;
  private final MixnetClient client;
  private final Map<Integer, ClientSocket> sockets = new HashMap<>();
  private final List<byte[]> received = new ArrayList<>();
  private final List<byte[]> senders = new ArrayList<>();
  private final List<Integer> sent = new ArrayList<>();
  private final List<Integer> acknowledged = new ArrayList<>();
  private final Map<Integer, ClientFault> failedSends = new HashMap<>();
  private final List<ClientStage> stages = new ArrayList<>();
  private final List<Double> packetTimes = new ArrayList<>();
  private final List<ClientOutput> networkNews = new ArrayList<>();
  private boolean recordsPacketTimes;
  private String address;
  private ClientFault startFault;
  private String startDetail;
  private boolean closed;
  private double wakeMs = Double.POSITIVE_INFINITY;
  private int nextMessage = 1;

  SimulatedClient(Simulation simulation, ClientConfig config, Entropy entropy) {
    this.simulation = simulation;
    this.client = new MixnetClient(config, entropy);
  }

  void start() {
    client.start(simulation.now());
    drain();
  }

  /** Sends a message; the number is in {@link #sent()} once all its packets have left. */
  public int send(String recipient, byte[] data) {
    int message = nextMessage++;
    client.send(simulation.now(), message, recipient, data);
    drain();
    return message;
  }

  /** The same with reply SURBs attached. */
  public int sendAnonymous(String recipient, byte[] data, int replySurbs) {
    int message = nextMessage++;
    client.sendAnonymous(simulation.now(), message, recipient, data, replySurbs);
    drain();
    return message;
  }

  /** Answers the sender of the last anonymous message. */
  public int reply(byte[] data) {
    int message = nextMessage++;
    client.reply(simulation.now(), message, senders.get(senders.size() - 1), data);
    drain();
    return message;
  }

  /** Holds back what has not left yet of a message. */
  public void cancel(int message) {
    client.cancel(simulation.now(), message);
    drain();
  }

  /** Ends the client. */
  public void close() {
    client.close(simulation.now());
    drain();
  }

  /** The address, or {@code null} before the client is ready. */
  public String address() {
    return address;
  }

  /** Whether the start is complete. */
  public boolean isReady() {
    return address != null && !closed;
  }

  /** Whether the client has ended. */
  public boolean isClosed() {
    return closed;
  }

  /** Why the start failed, or {@code null}. */
  public ClientFault startFault() {
    return startFault;
  }

  /** What was said about the failed start, or {@code null}. */
  public String startDetail() {
    return startDetail;
  }

  /** Messages received, in order. */
  public List<byte[]> received() {
    return received;
  }

  /** The tags that anonymous messages came with, in order. */
  public List<byte[]> senders() {
    return senders;
  }

  /** Numbers of messages whose packets have all left. */
  public List<Integer> sent() {
    return sent;
  }

  /** Numbers of messages that are wholly acknowledged. */
  public List<Integer> acknowledged() {
    return acknowledged;
  }

  /** Numbers of messages that will not be sent, with the reason. */
  public Map<Integer, ClientFault> failedSends() {
    return failedSends;
  }

  /** The stages passed through. */
  public List<ClientStage> stages() {
    return stages;
  }

  /** What the client said about topology, bandwidth and its own end, in order. */
  public List<ClientOutput> networkNews() {
    return networkNews;
  }

  /** Tells the client that there is a network, or none. */
  public void networkHint(boolean online) {
    if (online) {
      client.online(simulation.now());
    } else {
      client.offline(simulation.now());
    }
    drain();
  }

  /** The client's counters. */
  public ClientStats stats() {
    return client.stats();
  }

  /** From now on keeps the moments at which binary frames leave. */
  public void recordPacketTimes() {
    recordsPacketTimes = true;
  }

  /** Those moments, in virtual milliseconds. */
  public List<Double> packetTimes() {
    return packetTimes;
  }

  void fetched(int request, int status, byte[] body) {
    client.fetched(simulation.now(), request, status, body);
    drain();
  }

  void socketOpened(int socket) {
    client.socketOpened(simulation.now(), socket);
    drain();
  }

  void socketText(int socket, String text) {
    client.socketText(simulation.now(), socket, text);
    drain();
  }

  void socketBinary(int socket, byte[] frame) {
    client.socketBinary(simulation.now(), socket, frame);
    drain();
  }

  void socketClosed(int socket) {
    sockets.remove(socket);
    client.socketClosed(simulation.now(), socket);
    drain();
  }

  private void drain() {
    for (ClientOutput out = client.poll(); out != null; out = client.poll()) {
      if (out instanceof ClientOutput.Fetch fetch) {
        simulation.fetch(this, fetch.request(), fetch.url());
      } else if (out instanceof ClientOutput.Wake wake) {
        wakeAt(wake.atMs());
      } else if (!socketOutput(out)) {
        note(out);
      }
    }
  }

  private boolean socketOutput(ClientOutput out) {
    if (out instanceof ClientOutput.OpenSocket open) {
      ClientSocket socket = new ClientSocket(simulation, this, open.socket());
      sockets.put(open.socket(), socket);
      simulation.connect(socket, open.url());
    } else if (out instanceof ClientOutput.SendText send) {
      sockets.get(send.socket()).sendText(send.text());
    } else if (out instanceof ClientOutput.SendBinary send) {
      if (recordsPacketTimes) {
        packetTimes.add(simulation.nowMs());
      }
      sockets.get(send.socket()).sendBinary(send.frame());
    } else if (out instanceof ClientOutput.CloseSocket close) {
      ClientSocket socket = sockets.remove(close.socket());
      if (socket != null) {
        socket.close();
      }
    } else {
      return false;
    }
    return true;
  }

  private void note(ClientOutput out) {
    if (out instanceof ClientOutput.Received message) {
      received.add(message.data());
      if (message.senderTag() != null) {
        senders.add(message.senderTag());
      }
    } else if (out instanceof ClientOutput.Sent message) {
      sent.add(message.message());
    } else if (out instanceof ClientOutput.Acknowledged message) {
      acknowledged.add(message.message());
    } else if (out instanceof ClientOutput.SendFailed failed) {
      failedSends.put(failed.message(), failed.fault());
    } else if (out instanceof ClientOutput.StageChanged changed) {
      stages.add(changed.stage());
    } else if (out instanceof ClientOutput.Ready ready) {
      address = ready.address();
    } else if (out instanceof ClientOutput.StartFailed failed) {
      startFault = failed.fault();
      startDetail = failed.detail();
    } else if (out instanceof ClientOutput.Closed) {
      closed = true;
    } else {
      networkNews.add(out);
    }
  }

  private void wakeAt(double atMs) {
    wakeMs = atMs;
    if (atMs != Double.POSITIVE_INFINITY) {
      simulation.at(
          atMs,
          () -> {
            if (wakeMs == atMs && !closed) {
              wakeMs = Double.POSITIVE_INFINITY;
              client.wake(simulation.now());
              drain();
            }
          });
    }
  }
}
