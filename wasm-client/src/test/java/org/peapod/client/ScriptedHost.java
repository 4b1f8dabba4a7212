package org.peapod.client;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.peapod.crypto.SeededEntropy;
import org.peapod.traffic.OfficialNetwork;

/** Drives one client by hand: the directory is the recorded one, sockets do what the test says. */
final class ScriptedHost {
  /** One minute into the recorded epoch. */
  static final double WALL_MS = 1_795_413_209_346.0;

  /** What the client's keys are drawn from. */
  static final int CLIENT_SEED = 21;

  final MixnetClient client;
  final List<ClientOutput> seen = new ArrayList<>();
  boolean directoryAnswers = true;
  double dateMs = Double.NaN;
  double clockErrorMs;
  double nowMs;
  int socket;

  ScriptedHost(ClientConfig config) {
    client = new MixnetClient(config, new SeededEntropy(CLIENT_SEED));
  }

  /** A client with kept keys that is known at a gateway. */
  ScriptedHost(ClientConfig config, StoredGateway stored) {
    SeededEntropy entropy = new SeededEntropy(CLIENT_SEED);
    client = new MixnetClient(config, entropy, ClientSecrets.draw(entropy), stored);
  }

  /** A client that is given, kept or not. */
  ScriptedHost(MixnetClient client) {
    this.client = client;
  }

  /** The host has stored everything up to an order. */
  void stores(int order) {
    client.stored(now(), order);
    drain();
  }

  /** The order that came last; 0 before the first. */
  int lastOrder() {
    int last = 0;
    for (ClientOutput out : seen) {
      if (out instanceof ClientOutput.StoreSnapshot store) {
        last = store.number();
      } else if (out instanceof ClientOutput.StoreAppend store) {
        last = store.number();
      }
    }
    return last;
  }

  /** Acts on the client and takes what comes of it. */
  void acts(Consumer<Now> action) {
    action.accept(now());
    drain();
  }

  static ClientConfig config(String gateway) {
    return new ClientConfig(
        List.of("http://directory/api"), gateway, false, 20, 200, 15, 15, true, true, 60_000);
  }

  ScriptedHost start() {
    client.start(now());
    drain();
    return this;
  }

  /** Gives the inputs that are about the network. */
  void network(BiConsumer<ClientNetwork, Now> input) {
    input.accept(client.network(), now());
    drain();
  }

  void answers(int request, byte[] body) {
    client.fetched(now(), request, 200, body);
    drain();
  }

  void opens() {
    client.socketOpened(now(), socket);
    drain();
  }

  void says(String text) {
    client.socketText(now(), socket, text);
    drain();
  }

  void sends(byte[] frame) {
    client.socketBinary(now(), socket, frame);
    drain();
  }

  void closes() {
    client.socketClosed(now(), socket);
    drain();
  }

  /** The gateway's answers up to an accepted authentication with this balance. */
  void authenticates(long balance) {
    opens();
    says("{\"type\":\"supportedProtocol\",\"version\":6}");
    says("{\"type\":\"authenticate\",\"status\":true,\"bandwidth_remaining\":" + balance + "}");
  }

  /** The gateway's refusal of an authentication, by an error text. */
  void refuses(String text) {
    opens();
    says("{\"type\":\"supportedProtocol\",\"version\":6}");
    says("{\"type\":\"error\",\"message\":\"" + text + "\"}");
  }

  void hint(boolean online) {
    if (online) {
      client.online(now());
    } else {
      client.offline(now());
    }
    drain();
  }

  String lastText() {
    List<ClientOutput.SendText> texts = all(ClientOutput.SendText.class);
    return texts.get(texts.size() - 1).text();
  }

  List<String> urls() {
    List<String> urls = new ArrayList<>();
    for (ClientOutput.OpenSocket open : all(ClientOutput.OpenSocket.class)) {
      urls.add(open.url());
    }
    return urls;
  }

  ClientStage stage() {
    List<ClientOutput.StageChanged> stages = all(ClientOutput.StageChanged.class);
    return stages.get(stages.size() - 1).stage();
  }

  /** Lets time pass and wakes the client whenever it asked for it. */
  void pass(double ms) {
    double untilMs = nowMs + ms;
    while (wakeMs() <= untilMs) {
      nowMs = Math.max(nowMs, wakeMs());
      client.wake(now());
      drain();
    }
    nowMs = untilMs;
  }

  <T extends ClientOutput> List<T> all(Class<T> kind) {
    List<T> found = new ArrayList<>();
    for (ClientOutput out : seen) {
      if (kind.isInstance(out)) {
        found.add(kind.cast(out));
      }
    }
    return found;
  }

  ClientFault startFault() {
    List<ClientOutput.StartFailed> failed = all(ClientOutput.StartFailed.class);
    return failed.isEmpty() ? null : failed.get(0).fault();
  }

  private double wakeMs() {
    if (!all(ClientOutput.Closed.class).isEmpty()) {
      return Double.POSITIVE_INFINITY;
    }
    List<ClientOutput.Wake> wakes = all(ClientOutput.Wake.class);
    return wakes.get(wakes.size() - 1).atMs();
  }

  private Now now() {
    return new Now(nowMs, WALL_MS + clockErrorMs + nowMs);
  }

  private void drain() {
    List<ClientOutput.Fetch> fetches = new ArrayList<>();
    for (ClientOutput out = client.poll(); out != null; out = client.poll()) {
      seen.add(out);
      if (out instanceof ClientOutput.OpenSocket open) {
        socket = open.socket();
      } else if (out instanceof ClientOutput.Fetch fetch && directoryAnswers) {
        fetches.add(fetch);
      }
    }
    for (ClientOutput.Fetch fetch : fetches) {
      client.fetched(now(), fetch.request(), 200, OfficialNetwork.document(fetch.url()), dateMs);
      drain();
    }
  }
}
