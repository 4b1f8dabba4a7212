package org.peapod.wasm;

import java.util.Arrays;
import org.peapod.bytes.Result;
import org.peapod.bytes.Utf8;
import org.peapod.client.ClientConfig;
import org.peapod.client.ClientConfigReader;
import org.peapod.client.ClientNetwork;
import org.peapod.client.ClientOutput;
import org.peapod.client.MixnetClient;
import org.peapod.client.RestoreFault;
import org.peapod.crypto.Entropy;

/**
 * The clients of one loaded module, each behind a small number, with byte strings for inputs and
 * outputs. A call that breaks a rule changes nothing and answers with a text that says which rule.
 */
final class Facade {
  /** Clients that a module may hold at a time. */
  static final int MAX_CLIENTS = 64;

  private final Entropy entropy;
  private final MixnetClient[] clients = new MixnetClient[MAX_CLIENTS];
  private final int[] statsAsked = new int[MAX_CLIENTS];

  /** The configuration of a client that has had no command yet, {@code null} afterwards. */
  private final ClientConfig[] untouched = new ClientConfig[MAX_CLIENTS];

  /** Why a state could not be gone on with, to be told first. */
  private final RestoreFault[] refused = new RestoreFault[MAX_CLIENTS];

  private String error = "";

  Facade(Entropy entropy) {
    this.entropy = entropy;
  }

  /** A new client's handle, or −1; then {@link #error()} says why. */
  int create(byte[] configJson) {
    int handle = 0;
    while (handle < MAX_CLIENTS && clients[handle] != null) {
      handle++;
    }
    if (handle == MAX_CLIENTS) {
      return fail(FacadeFault.TOO_MANY_CLIENTS.explanation());
    }
    Result<ClientConfig> config = ClientConfigReader.read(configJson);
    if (config.isFault()) {
      return fail(config.fault().explanation());
    }
    clients[handle] = new MixnetClient(config.value(), entropy);
    statsAsked[handle] = 0;
    untouched[handle] = config.value();
    refused[handle] = null;
    return handle;
  }

  /**
   * Gives one command to a client: 0, or −1; then {@link #error()} says why. A command that holds a
   * secret is overwritten.
   */
  int input(int handle, byte[] command) {
    if (!isClient(handle)) {
      return fail(FacadeFault.UNKNOWN_CLIENT.explanation());
    }
    Result<Command> read = CommandReader.read(command);
    if (holdsSecret(command)) {
      Arrays.fill(command, (byte) 0);
    }
    if (read.isFault()) {
      return fail(read.fault().explanation());
    }
    ClientConfig config = untouched[handle];
    untouched[handle] = null;
    if (read.value() instanceof Command.Keep keep) {
      return config == null
          ? fail(FacadeFault.KEPT_TOO_LATE.explanation())
          : keep(handle, config, keep);
    }
    apply(handle, read.value());
    return 0;
  }

  /** Whether a command, complete or not, holds a passphrase or a key. */
  static boolean holdsSecret(byte[] command) {
    return command.length > 0 && command[0] == CommandReader.KEEP;
  }

  /** Puts a client that keeps its state in place of the one that would not. */
  private int keep(int handle, ClientConfig config, Command.Keep keep) {
    Result<MixnetClient> client =
        keep.snapshot().length == 0 && keep.journal().length == 0
            ? Result.ok(MixnetClient.keeping(config, entropy, keep.secret()))
            : MixnetClient.restored(
                config, entropy, keep.secret(), keep.snapshot(), keep.journal());
    keep.secret().wipe();
    if (client.isFault()) {
      refused[handle] = (RestoreFault) client.fault();
      clients[handle].close(keep.now());
    } else {
      clients[handle] = client.value();
    }
    return 0;
  }

  /** The next output of a client; {@code null} when there is none or no such client. */
  byte[] poll(int handle) {
    if (!isClient(handle)) {
      return null;
    }
    if (refused[handle] != null) {
      byte[] told = OutputWriter.startFailed(refused[handle]);
      refused[handle] = null;
      return told;
    }
    if (statsAsked[handle] > 0) {
      statsAsked[handle]--;
      return OutputWriter.write(clients[handle].stats());
    }
    for (ClientOutput out = clients[handle].poll(); out != null; out = clients[handle].poll()) {
      byte[] written = OutputWriter.write(out);
      if (written != null) {
        return written;
      }
    }
    return null;
  }

  /** Forgets a client; an unknown handle does no harm. */
  void free(int handle) {
    if (isClient(handle)) {
      clients[handle] = null;
    }
  }

  /** What the last refused call broke. */
  String error() {
    return error;
  }

  /** The same, as UTF-8. */
  byte[] errorBytes() {
    return Utf8.encode(error);
  }

  private boolean isClient(int handle) {
    return handle >= 0 && handle < MAX_CLIENTS && clients[handle] != null;
  }

  private int fail(String text) {
    error = text;
    return -1;
  }

  private void apply(int handle, Command command) {
    MixnetClient client = clients[handle];
    if (command instanceof Command.SocketBinary c) {
      client.socketBinary(c.now(), c.socket(), c.frame());
    } else if (command instanceof Command.Wake c) {
      client.wake(c.now());
    } else if (command instanceof Command.Send c) {
      client.send(c.now(), c.message(), c.address(), c.data());
    } else if (command instanceof Command.SocketText c) {
      client.socketText(c.now(), c.socket(), c.text());
    } else if (command instanceof Command.SocketOpened c) {
      client.socketOpened(c.now(), c.socket());
    } else if (command instanceof Command.SocketClosed c) {
      client.socketClosed(c.now(), c.socket());
    } else if (command instanceof Command.Fetched c) {
      client.fetched(c.now(), c.request(), c.status(), c.body(), c.dateUnixMs());
    } else if (command instanceof Command.Start c) {
      client.start(c.now());
    } else if (command instanceof Command.Close c) {
      client.close(c.now());
    } else if (command instanceof Command.Stats) {
      statsAsked[handle]++;
    } else {
      applyLater(client, command);
    }
  }

  private static void applyLater(MixnetClient client, Command command) {
    if (command instanceof Command.SocketBuffered c) {
      client.socketBuffered(c.now(), c.socket(), c.bytes());
    } else if (command instanceof Command.SendAnonymous c) {
      int surbs = c.allowance().surbs();
      client.sendAnonymous(c.now(), c.message(), c.address(), c.data(), surbs);
    } else if (command instanceof Command.Reply c) {
      client.reply(c.now(), c.message(), c.senderTag(), c.data());
    } else if (command instanceof Command.Cancel c) {
      client.cancel(c.now(), c.message());
    } else if (command instanceof Command.NetworkHint c) {
      hint(client, c);
    } else if (command instanceof Command.Stored c) {
      client.stored(c.now(), c.order());
    } else if (command instanceof Command.StoreFailed c) {
      client.storeFailed(c.now(), c.order(), c.detail());
    } else {
      apply(client.network(), command);
    }
  }

  private static void apply(ClientNetwork network, Command command) {
    if (command instanceof Command.InjectTopology c) {
      network.injectTopology(c.now(), c.request(), c.json());
    } else if (command instanceof Command.ReleaseTopology c) {
      network.releaseTopology(c.now(), c.request());
    } else if (command instanceof Command.TestNode c) {
      network.testNode(c.now(), c.test(), c.identity(), c.plan());
    } else if (command instanceof Command.CancelNodeTest c) {
      network.cancelNodeTest(c.now(), c.test());
    } else {
      throw new IllegalStateException("a command without a method");
    }
  }

  private static void hint(MixnetClient client, Command.NetworkHint hint) {
    if (hint.online()) {
      client.online(hint.now());
    } else {
      client.offline(hint.now());
    }
  }
}
