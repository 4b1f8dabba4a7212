package org.peapod.mixnet.host;

import java.nio.file.Path;
import org.peapod.mixnet.network.MixnetConfig;

/** The arguments of {@link Main}. */
final class CommandLine {
  static final String USAGE =
      "usage: [--gateways N] [--mixnodes-per-layer N] [--site DIR] [--port P] [--seed S]"
          + " [--gateway-protocol V] [--epoch-ms MS] [--rotation-epochs N]"
          + " [--lose-every N] [--repeat-every N] [--corrupt-every N]"
          + " [--observe FILE] [--until-stdin-closes]";

  private static final int HIGHEST_PORT = 65_535;

  private MixnetConfig network = MixnetConfig.STANDARD;
  private LinkFaults faults = LinkFaults.NONE;
  private Path site;
  private Path observed;
  private int port;
  private Long seed;
  private boolean untilStdinCloses;

  private CommandLine() {}

  /** Reads the arguments; IllegalArgumentException says which one is wrong and why. */
  static CommandLine parse(String... args) {
    CommandLine out = new CommandLine();
    int at = 0;
    while (at < args.length) {
      at += out.take(args[at], at + 1 < args.length ? args[at + 1] : null);
    }
    return out;
  }

  LocalMixnetConfig mixnet() {
    LocalMixnetConfig config =
        seed == null ? LocalMixnetConfig.of(network) : LocalMixnetConfig.seeded(network, seed);
    return config.withFaults(faults);
  }

  /** The folder to serve, or {@code null}. */
  Path site() {
    return site;
  }

  /** The file that takes what happens to packets, or {@code null}. */
  Path observed() {
    return observed;
  }

  int port() {
    return port;
  }

  boolean untilStdinCloses() {
    return untilStdinCloses;
  }

  /** Takes one option; says how many arguments it used. */
  private int take(String option, String value) {
    switch (option) {
      case "--gateways" -> network = network.withGateways((int) number(option, value));
      case "--mixnodes-per-layer" ->
          network = network.withMixNodesPerLayer((int) number(option, value));
      case "--gateway-protocol" ->
          network =
              network.withGateway(
                  network.gateway().withProtocolVersion((int) number(option, value)));
      case "--epoch-ms" ->
          network = network.withSchedule(network.schedule().withEpochMs(number(option, value)));
      case "--rotation-epochs" ->
          network =
              network.withSchedule(network.schedule().withRotationOf((int) number(option, value)));
      case "--lose-every" -> faults = faults.withLoseEvery((int) number(option, value));
      case "--repeat-every" -> faults = faults.withRepeatEvery((int) number(option, value));
      case "--corrupt-every" -> faults = faults.withCorruptEvery((int) number(option, value));
      case "--observe" -> observed = Path.of(present(option, value));
      case "--site" -> site = Path.of(present(option, value));
      case "--port" -> port = port(number(option, value));
      case "--seed" -> seed = number(option, value);
      case "--until-stdin-closes" -> {
        untilStdinCloses = true;
        return 1;
      }
      default -> throw new IllegalArgumentException("unknown option " + option + "; " + USAGE);
    }
    return 2;
  }

  private static int port(long number) {
    if (number < 0 || number > HIGHEST_PORT) {
      throw new IllegalArgumentException("--port needs a number from 0 to 65535, got " + number);
    }
    return (int) number;
  }

  private static String present(String option, String value) {
    if (value == null) {
      throw new IllegalArgumentException(option + " needs a value; " + USAGE);
    }
    return value;
  }

  private static long number(String option, String value) {
    try {
      return Long.parseLong(present(option, value));
    } catch (NumberFormatException notOne) {
      throw new IllegalArgumentException(
          option + " needs a whole number, got " + value + "; " + USAGE, notOne);
    }
  }
}
