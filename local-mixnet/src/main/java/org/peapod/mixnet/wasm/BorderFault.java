package org.peapod.mixnet.wasm;

import org.peapod.bytes.Fault;

/** What can be wrong with a call of the host. Each is a bug of the host. */
enum BorderFault implements Fault {
  /** The command ends inside a field. */
  TRUNCATED_COMMAND("the command ends inside a field"),
  /** Bytes follow the last field of a command without a body of free length. */
  TRAILING_BYTES("bytes follow the last field of the command"),
  /** The first byte is not the number of a command. */
  UNKNOWN_COMMAND("the first byte is not the number of a command, expected 1 to 19"),
  /** A time is not a finite number. */
  INVALID_TIME("a time of the command is not a finite number of milliseconds"),
  /** There is no gateway of this number. */
  UNKNOWN_GATEWAY("the network has no gateway of this number; the first is 0"),
  /** There is no node of this id. */
  UNKNOWN_NODE("the network has no node of this id; the first is 1"),
  /** No network has this handle. */
  UNKNOWN_NETWORK("no network has this handle; it was never made or is freed"),
  /** The module holds as many networks as it may. */
  TOO_MANY_NETWORKS("the module holds as many networks as it may; free one first");

  private final String explanation;

  BorderFault(String explanation) {
    this.explanation = explanation;
  }

  @Override
  public String explanation() {
    return explanation;
  }
}
