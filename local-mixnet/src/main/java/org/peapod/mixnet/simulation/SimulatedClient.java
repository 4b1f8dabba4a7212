package org.peapod.mixnet.simulation;

import java.util.List;
import java.util.Map;
import org.peapod.bytes.Result;
import org.peapod.client.ClientConfig;
import org.peapod.client.ClientFault;
import org.peapod.client.ClientOutput;
import org.peapod.client.ClientStage;
import org.peapod.client.ClientStats;
import org.peapod.client.HeldItems;
import org.peapod.client.MixnetClient;
import org.peapod.mixnet.network.SeededEntropy;
import org.peapod.state.StateSecret;

/** A client in the simulation and what an application would have seen of it. */
public final class SimulatedClient {
  private final Simulation simulation;
  private final ClientConfig config;
  private final SeededEntropy entropy;
  private final ApplicationLog log = new ApplicationLog();
  private final Application application;
  private final SimulatedDisk disk;
  private ClientProcess process;
  private String address;
  private boolean ready;
  private ClientFault startFault;
  private String startDetail;
  private boolean closed;
  private int nextMessage = 1;

  /**
   * A client that is not started.
   *
   * @param applicationOrNull {@code null} for one that remembers all it hears
   * @param diskOrNull where it keeps its state; {@code null} keeps none
   */
  SimulatedClient(
      Simulation simulation,
      ClientConfig config,
      SeededEntropy entropy,
      Application applicationOrNull,
      SimulatedDisk diskOrNull) {
    this.simulation = simulation;
    this.config = config;
    this.entropy = entropy;
    this.application = applicationOrNull == null ? log : applicationOrNull;
    this.disk = diskOrNull;
  }

  /** Starts a process: with what the disk holds, or afresh. */
  void start() {
    closed = false;
    process = new ClientProcess(simulation, load(), this::note, disk);
    process.input((client, now) -> client.start(now));
  }

  /**
   * Ends the process without a word; {@link #start} makes the next one.
   *
   * @param noticedAfterMs when the gateway finds that the line is dead
   */
  void kill(double noticedAfterMs) {
    process.die(noticedAfterMs);
    ready = false;
    if (disk != null) {
      disk.crash();
    }
  }

  /** Starts the next process of a client that gave up. */
  void startAgain() {
    if (closed && !process.isDead()) {
      kill(simulation.links().clientLatencyMs());
      start();
    }
  }

  /** Another client, not started, with a copy of the disk as it is now. */
  SimulatedClient twin() {
    SeededEntropy other = new SeededEntropy(entropy.below(Integer.MAX_VALUE));
    return new SimulatedClient(simulation, config, other, null, disk.copy());
  }

  /** Bytes on its disk. */
  long diskBytes() {
    return disk == null ? 0 : disk.size();
  }

  /** Whether a process lives. */
  boolean isAlive() {
    return !process.isDead() && !closed;
  }

  private MixnetClient load() {
    if (disk == null) {
      return new MixnetClient(config, entropy);
    }
    if (disk.snapshot() == null) {
      return MixnetClient.keeping(config, entropy, StateSecret.none());
    }
    Result<MixnetClient> restored =
        MixnetClient.restored(config, entropy, StateSecret.none(), disk.snapshot(), disk.journal());
    if (restored.isFault()) {
      throw new IllegalStateException("what was stored is not readable: " + restored.fault());
    }
    return restored.value();
  }

  /** Sends a message; the number is in {@link #sent()} once all its packets have left. */
  public int send(String recipient, byte[] data) {
    send(nextMessage, recipient, data);
    return nextMessage++;
  }

  /** The same under a number of the caller's. */
  void send(int message, String recipient, byte[] data) {
    process.input((client, now) -> client.send(now, message, recipient, data));
  }

  /** The same with reply SURBs attached. */
  public int sendAnonymous(String recipient, byte[] data, int replySurbs) {
    sendAnonymous(nextMessage, recipient, data, replySurbs);
    return nextMessage++;
  }

  /** The same under a number of the caller's. */
  void sendAnonymous(int message, String recipient, byte[] data, int replySurbs) {
    process.input((client, now) -> client.sendAnonymous(now, message, recipient, data, replySurbs));
  }

  /** Answers the sender of the last anonymous message. */
  public int reply(byte[] data) {
    reply(nextMessage, log.senders.get(log.senders.size() - 1), data);
    return nextMessage++;
  }

  /** Answers the sender with this tag, under a number of the caller's. */
  void reply(int message, byte[] senderTag, byte[] data) {
    process.input((client, now) -> client.reply(now, message, senderTag, data));
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
    return ready && !closed;
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

  /** What is held now of everything that grows with use. */
  public List<HeldItems> held() {
    return process.client().held();
  }

  private void note(ClientOutput output) {
    if (output instanceof ClientOutput.Ready first) {
      address = first.address();
      ready = true;
      application.told(output);
    } else if (output instanceof ClientOutput.StartFailed failed) {
      startFault = failed.fault();
      startDetail = failed.detail();
      application.told(output);
    } else if (output instanceof ClientOutput.Closed) {
      closed = true;
    } else {
      application.told(output);
    }
  }
}
