package org.peapod.mixnet.wasm;

import org.peapod.bytes.Fault;
import org.peapod.bytes.Result;
import org.peapod.bytes.Utf8;
import org.peapod.crypto.Entropy;

/**
 * The networks of one loaded module, each behind a small number, with byte strings for inputs and
 * outputs. A call that breaks a rule changes nothing and answers with a text that says which rule.
 */
final class Facade {
  /** Networks that a module may hold at a time. */
  static final int MAX_NETWORKS = 16;

  private final Entropy entropy;
  private final HostedNetwork[] networks = new HostedNetwork[MAX_NETWORKS];
  private String error = "";

  /** Networks without a seed take their keys from this generator. */
  Facade(Entropy entropy) {
    this.entropy = entropy;
  }

  /** A new network's handle, or −1; then {@link #error()} says why. */
  int create(byte[] configJson) {
    int handle = 0;
    while (handle < MAX_NETWORKS && networks[handle] != null) {
      handle++;
    }
    if (handle == MAX_NETWORKS) {
      return fail(BorderFault.TOO_MANY_NETWORKS);
    }
    Result<HostedNetwork> made = NetworkReader.read(configJson, entropy);
    if (made.isFault()) {
      return fail(made.fault());
    }
    networks[handle] = made.value();
    return handle;
  }

  /** Gives one command to a network: 0, or −1; then {@link #error()} says why. */
  int input(int handle, byte[] command) {
    if (!isNetwork(handle)) {
      return fail(BorderFault.UNKNOWN_NETWORK);
    }
    Fault fault = networks[handle].input(command);
    return fault == null ? 0 : fail(fault);
  }

  /** The next output of a network; {@code null} when there is none or no such network. */
  byte[] poll(int handle) {
    return isNetwork(handle) ? networks[handle].poll() : null;
  }

  /** Forgets a network; an unknown handle does no harm. */
  void free(int handle) {
    if (isNetwork(handle)) {
      networks[handle] = null;
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

  private boolean isNetwork(int handle) {
    return handle >= 0 && handle < MAX_NETWORKS && networks[handle] != null;
  }

  private int fail(Fault fault) {
    error = fault.explanation();
    return -1;
  }
}
