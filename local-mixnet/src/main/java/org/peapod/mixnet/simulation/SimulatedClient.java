package org.peapod.mixnet.simulation;

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
  private final ApplicationLog log = new ApplicationLog();
  private final Application application;
  private final ClientProcess process;
  private String address;
  private ClientFault startFault;
  private String startDetail;
  private boolean closed;
  private int nextMessage = 1;

  /** A client whose application remembers all, unless one is given. */
  SimulatedClient(
      Simulation simulation, ClientConfig config, Entropy entropy, Application applicationOrNull) {
    this.application = applicationOrNull == null ? log : applicationOrNull;
    this.process = new ClientProcess(simulation, new MixnetClient(config, entropy), this::note);
  }

  void start() {
    process.input((client, now) -> client.start(now));
  }

  /** Sends a message; the number is in {@link #sent()} once all its packets have left. */
  public int send(String recipient, byte[] data) {
    int message = nextMessage++;
    process.input((client, now) -> client.send(now, message, recipient, data));
    return message;
  }

  /** The same with reply SURBs attached. */
  public int sendAnonymous(String recipient, byte[] data, int replySurbs) {
    int message = nextMessage++;
    process.input((client, now) -> client.sendAnonymous(now, message, recipient, data, replySurbs));
    return message;
  }

  /** Answers the sender of the last anonymous message. */
  public int reply(byte[] data) {
    return reply(log.senders.get(log.senders.size() - 1), data);
  }

  /** Answers the sender with this tag. */
  public int reply(byte[] senderTag, byte[] data) {
    int message = nextMessage++;
    process.input((client, now) -> client.reply(now, message, senderTag, data));
    return message;
  }

  /** Holds back what has not left yet of a message. */
  public void cancel(int message) {
    process.input((client, now) -> client.cancel(now, message));
  }

  /** Ends the client. */
  public void close() {
    process.input((client, now) -> client.close(now));
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
    return log.received;
  }

  /** The tags that anonymous messages came with, in order. */
  public List<byte[]> senders() {
    return log.senders;
  }

  /** Numbers of messages whose packets have all left. */
  public List<Integer> sent() {
    return log.sent;
  }

  /** Numbers of messages that are wholly acknowledged. */
  public List<Integer> acknowledged() {
    return log.acknowledged;
  }

  /** Numbers of messages that will not be sent, with the reason. */
  public Map<Integer, ClientFault> failedSends() {
    return log.failedSends;
  }

  /** The stages passed through. */
  public List<ClientStage> stages() {
    return log.stages;
  }

  /** What the client said about topology, bandwidth and its own end, in order. */
  public List<ClientOutput> networkNews() {
    return log.networkNews;
  }

  /** Tells the client that there is a network, or none. */
  public void networkHint(boolean online) {
    process.input(
        (client, now) -> {
          if (online) {
            client.online(now);
          } else {
            client.offline(now);
          }
        });
  }

  /** The client's counters. */
  public ClientStats stats() {
    return process.client().stats();
  }

  /** From now on keeps the moments at which binary frames leave. */
  public void recordPacketTimes() {
    process.recordPacketTimes();
  }

  /** Those moments, in virtual milliseconds. */
  public List<Double> packetTimes() {
    return process.packetTimes();
  }

  private void note(ClientOutput output) {
    if (output instanceof ClientOutput.Ready ready) {
      address = ready.address();
    } else if (output instanceof ClientOutput.StartFailed failed) {
      startFault = failed.fault();
      startDetail = failed.detail();
    } else if (output instanceof ClientOutput.Closed) {
      closed = true;
    } else {
      application.told(output);
    }
  }
}
