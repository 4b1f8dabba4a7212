package org.peapod.wasm;

import org.peapod.bytes.Fault;

/**
 * What can be wrong with a call of the binding. Each is a bug of the binding, not of the network.
 */
enum FacadeFault implements Fault {
  /** The command ends inside a field. */
  TRUNCATED_COMMAND("the command ends inside a field"),
  /** Bytes follow the last field of a command without a body of free length. */
  TRAILING_BYTES("bytes follow the last field of the command"),
  /** The first byte is not the number of a command. */
  UNKNOWN_COMMAND("the first byte is not the number of a command, expected 1 to 22"),
  /** A time is not a finite number. */
  INVALID_TIME("a time of the command is not a finite number of milliseconds"),
  /** A network hint is neither 0, offline, nor 1, online. */
  INVALID_HINT("the network hint is neither 0, offline, nor 1, online"),
  /** The secret is none of the three kinds. */
  INVALID_SECRET("the secret is not empty (0), a key of 32 bytes (1) or a passphrase (2)"),
  /** A client that has begun cannot be made another one. */
  KEPT_TOO_LATE("the state is kept from the start on; give it before the start, and once"),
  /** The reply SURBs are wished for in no known way. */
  INVALID_ALLOWANCE("the reply allowance is none of 0, usual, 1, by bytes, and 2, by SURBs"),
  /** No client has this handle. */
  UNKNOWN_CLIENT("no client has this handle; it was never made or is freed"),
  /** The module holds as many clients as it may. */
  TOO_MANY_CLIENTS("the module holds as many clients as it may; free one first");

  private final String explanation;

  FacadeFault(String explanation) {
    this.explanation = explanation;
  }

  @Override
  public String explanation() {
    return explanation;
  }
}
