package org.peapod.wasm;

import org.bouncycastle.crypto.engines.ChaChaEngine;
import org.peapod.bytes.Utf8;
import org.peapod.crypto.Entropy;

/**
 * The checks behind the core's own door, so that the package's loader is what loads them: commands
 * in, answers out. Beside the checks it can misbehave, for the tests of the loader.
 */
final class ChecksDoor {
  static final int LIST = 0;
  static final int RUN = 1;
  static final int DRAW = 2;
  static final int THROW = 3;
  static final int OVERFLOW = 4;
  static final int ECHO = 5;
  static final int REFUSE = 6;

  private final Entropy entropy;
  private byte[] answer;

  ChecksDoor(Entropy entropy) {
    this.entropy = entropy;
  }

  /** One byte says what to do, the rest is its argument: 0, or −1 when there is no such command. */
  int input(byte[] command) {
    byte[] rest = new byte[command.length - 1];
    System.arraycopy(command, 1, rest, 0, rest.length);
    switch (command[0]) {
      case LIST -> answer = Utf8.encode(ChecksFacade.list());
      case RUN -> answer = Utf8.encode(ChecksFacade.run(rest));
      case DRAW -> answer = entropy.bytes(100_000);
      case THROW -> throw new IllegalStateException("thrown for a test: \u00e9");
      case OVERFLOW -> answer = new byte[depth(1) & 1];
      case ECHO -> answer = rest;
      case REFUSE -> new ChaChaEngine(rest.length);
      default -> {
        return -1;
      }
    }
    return 0;
  }

  /** The answer to the last command, once. */
  byte[] poll() {
    byte[] out = answer;
    answer = null;
    return out;
  }

  private int depth(int n) {
    return n == 0 ? 0 : depth(n + 1) + depth(n + 2) + 1;
  }
}
