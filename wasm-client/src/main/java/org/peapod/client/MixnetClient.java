package org.peapod.client;

import java.util.List;
import org.peapod.address.ClientAddress;
import org.peapod.address.SenderTag;
import org.peapod.bytes.Result;
import org.peapod.crypto.Entropy;
import org.peapod.message.NymMessage;
import org.peapod.state.OpenedState;
import org.peapod.state.SavedState;
import org.peapod.state.StateFault;
import org.peapod.state.StateReader;
import org.peapod.state.StateSecret;
import org.peapod.topology.Topology;

/**
 * One anonymous client of a Nym network.
 *
 * <p>Inputs are the public methods, outputs come from {@link #poll()}; the law of the loop: one
 * input, drain the outputs until {@code null}, then the next input. Nothing here blocks, reads a
 * clock or touches a device.
 */
public final class MixnetClient {
  private final ClientRooms rooms;
  private final ClientNetwork network;
  private double wakeMs = Double.POSITIVE_INFINITY;

  /** A client with fresh keys that keeps nothing; nothing happens before {@link #start}. */
  public MixnetClient(ClientConfig config, Entropy entropy) {
    this(config, entropy, ClientSecrets.draw(entropy), null);
  }

  /** A client with given keys and, unless {@code null}, with the gateway that knows them. */
  MixnetClient(ClientConfig config, Entropy entropy, ClientSecrets secrets, StoredGateway stored) {
    this(new ClientRooms(config, entropy, secrets, stored, KeptState.NOTHING));
  }

  private MixnetClient(ClientRooms rooms) {
    this.rooms = rooms;
    this.network = new ClientNetwork(rooms, this::settle);
  }

  /**
   * A client with fresh keys whose state is kept from the first moment on: {@code StoreSnapshot}
   * and {@code StoreAppend} tell what to store, {@link #stored} tells that it was (chapter 5, A13;
   * docs/saved-state.md). With a passphrase this takes a good part of a second.
   *
   * @param secret what the stored bytes are encrypted with; the caller wipes it
   */
  public static MixnetClient keeping(ClientConfig config, Entropy entropy, StateSecret secret) {
    KeptState kept = KeptState.fresh(secret, entropy);
    ClientSecrets secrets = ClientSecrets.draw(entropy);
    return new MixnetClient(new ClientRooms(config, entropy, secrets, null, kept));
  }

  /**
   * The client of an earlier run, with its address, SURBs and unfinished messages; its state is
   * kept on. What was stored is not changed when it cannot be read.
   *
   * @param secret what the stored bytes are encrypted with; the caller wipes it
   * @param snapshot the stored snapshot
   * @param journal the stored journal, perhaps empty, perhaps with a torn end
   * @return the client, or a {@link RestoreFault}
   */
  public static Result<MixnetClient> restored(
      ClientConfig config, Entropy entropy, StateSecret secret, byte[] snapshot, byte[] journal) {
    Result<OpenedState> read = StateReader.read(snapshot, journal, secret);
    if (read.isFault()) {
      return Result.fault(RestoreFault.of((StateFault) read.fault()));
    }
    SavedState.Identity identity = read.value().state().identity();
    ClientSecrets secrets = ClientSecrets.of(identity.keys());
    StoredGateway stored = GatewayBook.inUse(identity);
    KeptState kept = KeptState.of(read.value());
    return Result.ok(new MixnetClient(new ClientRooms(config, entropy, secrets, stored, kept)));
  }

  /**
   * Begins to connect; ends in {@code Ready} or {@code StartFailed}. A second call does nothing.
   */
  public void start(Now now) {
    rooms.now(now);
    rooms.start();
    settle(now);
  }

  /** A socket is open. */
  public void socketOpened(Now now, int socket) {
    rooms.now(now);
    rooms.link().opened(now, socket);
    settle(now);
  }

  /** A text frame came in. */
  public void socketText(Now now, int socket, String text) {
    rooms.now(now);
    rooms.link().text(now, socket, text);
    settle(now);
  }

  /** A binary frame came in. */
  public void socketBinary(Now now, int socket, byte[] frame) {
    rooms.now(now);
    rooms.link().binary(now, socket, frame);
    settle(now);
  }

  /** A socket is closed, or could not be opened. */
  public void socketClosed(Now now, int socket) {
    rooms.now(now);
    rooms.link().closed(now, socket);
    settle(now);
  }

  /** The answer to a fetch; status 0 when there was none. */
  public void fetched(Now now, int request, int status, byte[] body) {
    fetched(now, request, status, body, Double.NaN);
  }

  /**
   * The same with the directory's time, by which a wrong wall clock is corrected.
   *
   * @param dateUnixMs what the {@code Date} header says, or NaN when it is missing or not readable
   */
  public void fetched(Now now, int request, int status, byte[] body, double dateUnixMs) {
    rooms.now(now);
    rooms.clock().date(now, dateUnixMs);
    if (!rooms.isClosed()) {
      rooms.directory().response(now, request, status, body);
    }
    settle(now);
  }

  /** The host believes that there is a network again. A hint: what waits is tried now. */
  public void online(Now now) {
    rooms.now(now);
    if (!rooms.isClosed()) {
      rooms.link().online(now);
      rooms.directory().online(now);
    }
    settle(now);
  }

  /** The host believes that there is no network. A hint: few tries are made until it changes. */
  public void offline(Now now) {
    rooms.now(now);
    if (!rooms.isClosed()) {
      rooms.link().offline(now);
    }
    settle(now);
  }

  /** The inputs about the network itself: topologies of one's own, tests of nodes. */
  public ClientNetwork network() {
    return network;
  }

  /** The time of the last {@code Wake} has come; an early call does no harm. */
  public void wake(Now now) {
    rooms.now(now);
    wakeMs = Double.POSITIVE_INFINITY;
    settle(now, true);
  }

  /**
   * Sends a message to an address: {@code Sent} follows when every packet has left, or {@code
   * SendFailed}. Messages wait in the queue while the client reconnects.
   *
   * @param message the caller's number for it, used in {@code Sent} and {@code SendFailed}
   * @param recipient address as text, chapter 2 section 2.1
   * @param data 0 bytes or more; not copied, so not to be changed afterwards
   */
  public void send(Now now, int message, String recipient, byte[] data) {
    rooms.now(now);
    ClientAddress address = reachable(message, recipient);
    if (address != null) {
      rooms.outgoing().send(now, message, address, data);
    }
    settle(now);
  }

  /**
   * Sends a message together with reply SURBs, through which the recipient can answer without
   * learning who we are. What follows is as for {@link #send}.
   *
   * @param message the caller's number for it
   * @param recipient address as text, chapter 2 section 2.1
   * @param data 0 bytes or more; not copied, so not to be changed afterwards
   * @param replySurbs reply SURBs to attach, 0 to 65,535; with 0 the recipient can answer only when
   *     it holds some from before
   */
  public void sendAnonymous(Now now, int message, String recipient, byte[] data, int replySurbs) {
    rooms.now(now);
    ClientAddress address = reachable(message, recipient);
    if (address != null && replySurbs > NymMessage.MAX_SURBS) {
      sendFailed(message, ClientFault.MESSAGE_TOO_LARGE, "a message carries at most 4096 SURBs");
    } else if (address != null) {
      rooms.outgoing().sendAnonymous(now, message, address, data, replySurbs);
    }
    settle(now);
  }

  /**
   * Answers the anonymous sender of a message. What follows is as for {@link #send}, with {@code
   * UNKNOWN_SENDER} or {@code NO_SURBS_LEFT} as further faults.
   *
   * @param message the caller's number for it
   * @param senderTag 16 bytes, as in {@code Received}
   * @param data 0 bytes or more; not copied, so not to be changed afterwards
   */
  public void reply(Now now, int message, byte[] senderTag, byte[] data) {
    rooms.now(now);
    Result<SenderTag> tag = SenderTag.fromBytes(senderTag);
    if (!isConnected()) {
      sendFailed(message, ClientFault.CLOSED, "connect first");
    } else if (tag.isFault()) {
      sendFailed(message, ClientFault.UNKNOWN_SENDER, tag.fault().explanation());
    } else {
      rooms.outgoing().reply(now, message, tag.value(), data);
    }
    settle(now);
  }

  /**
   * Sends nothing more of a message, also not again. {@code SendFailed} with {@code CANCELLED} says
   * how much had left; if that was all, the message may arrive. A number that is unknown, or whose
   * message has ended, does no harm.
   */
  public void cancel(Now now, int message) {
    rooms.now(now);
    if (isConnected()) {
      rooms.outgoing().cancel(now, message);
    }
    settle(now);
  }

  /**
   * A hint: how much of what was given to a socket has not left this machine. The host tells it
   * when it changed by much; a socket that was never told of holds nothing back.
   *
   * @param bytes 0 or more
   */
  public void socketBuffered(Now now, int socket, long bytes) {
    rooms.now(now);
    if (isConnected() && rooms.link().isLive(socket)) {
      rooms.outgoing().socketBuffered(now.monoMs(), bytes);
    }
    settle(now);
  }

  /**
   * The host has stored what {@code StoreSnapshot} or {@code StoreAppend} with this number gave,
   * durably, and what those before it gave. Until then what depends on it waits.
   */
  public void stored(Now now, int number) {
    rooms.now(now);
    rooms.keeper().stored(number);
    settle(now);
  }

  /**
   * The host cannot store what it was given: the client ends in {@code GaveUp} or {@code
   * StartFailed}, because going on would mean to forget what others have seen.
   *
   * @param detail what went wrong, for people
   */
  public void storeFailed(Now now, int number, String detail) {
    rooms.now(now);
    rooms.keeper().fail(detail);
    settle(now);
  }

  /** Ends everything; {@code Closed} is the last output. A second call does nothing. */
  public void close(Now now) {
    rooms.now(now);
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
    return ClientCounters.of(rooms.outgoing(), rooms.inbox(), rooms.link());
  }

  /** What is held now of everything that grows with use, each with its limit. */
  public List<HeldItems> held() {
    return ClientCounters.held(rooms.outgoing(), rooms.inbox());
  }

  private void settle(Now now) {
    settle(now, false);
  }

  private void settle(Now now, boolean isWake) {
    rooms.checkStartDeadline();
    if (rooms.isClosed()) {
      return;
    }
    rooms.directory().timer(now);
    rooms.link().timer(now);
    if (isConnected()) {
      rooms.outgoing().timer(now, rooms.directory().topology(), isWake);
    }
    rooms.keeper().settle(now);
    if (!rooms.isClosed()) {
      scheduleWake(now.monoMs());
    }
  }

  private void scheduleWake(double nowMs) {
    double next = Math.min(rooms.startDeadlineMs(), rooms.directory().deadlineMs());
    next = Math.min(next, rooms.keeper().deadlineMs());
    next = Math.min(next, rooms.link().deadlineMs());
    if (isConnected()) {
      next = Math.min(next, rooms.outgoing().deadlineMs());
    }
    next = Math.max(next, nowMs);
    if (next != wakeMs) {
      wakeMs = next;
      rooms.outputs().add(new ClientOutput.Wake(next));
    }
  }

  private boolean isConnected() {
    return rooms.outgoing() != null && !rooms.isClosed();
  }

  /** The recipient's address, or {@code null} after telling why nothing can be sent to it. */
  private ClientAddress reachable(int message, String recipient) {
    Result<ClientAddress> parsed = ClientAddress.parse(recipient);
    if (!isConnected()) {
      sendFailed(message, ClientFault.CLOSED, "connect first");
    } else if (parsed.isFault()) {
      sendFailed(message, ClientFault.INVALID_ADDRESS, parsed.fault().explanation());
    } else if (isUnreachable(parsed.value())) {
      sendFailed(message, ClientFault.RECIPIENT_UNREACHABLE, "try again after some minutes");
    } else {
      return parsed.value();
    }
    return null;
  }

  private boolean isUnreachable(ClientAddress recipient) {
    Topology topology = rooms.directory().topology();
    return topology != null && topology.egress(recipient.gateway()) == null;
  }

  private void sendFailed(int message, ClientFault fault, String detail) {
    rooms.outputs().add(new ClientOutput.SendFailed(message, fault, detail));
  }
}
