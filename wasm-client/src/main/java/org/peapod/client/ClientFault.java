package org.peapod.client;

import org.peapod.bytes.Fault;

/** Why a start or a send failed, by the stage that failed. Names are API of the npm package. */
public enum ClientFault implements Fault {
  /** No directory answered, or each answered with an error. */
  DIRECTORY_UNREACHABLE("no directory URL gave an answer"),
  /** A directory answered with something that is not what chapter 4 describes. */
  DIRECTORY_INVALID("the directory's answer breaks a rule of its format"),
  /** The network cannot carry packets now: an empty layer or no gateway. */
  NETWORK_UNUSABLE("the directory lists too few usable nodes"),
  /** The asked-for gateway is not listed, or none fits the options. */
  NO_GATEWAY("no listed gateway fits the options"),
  /** The gateway's socket did not open in time or closed at once. */
  GATEWAY_UNREACHABLE("the gateway's socket did not open"),
  /** The gateway answered, but refused or broke the protocol. */
  GATEWAY_REFUSED("the gateway refused the registration or broke the protocol"),
  /** The gateway speaks no protocol version of ours. */
  GATEWAY_INCOMPATIBLE("the gateway speaks no protocol version that this client speaks"),
  /** The gateway gives no bandwidth without credentials. */
  BANDWIDTH_REFUSED("the gateway gives no bandwidth to a client without credentials"),
  /** Another client uses the same identity at the same gateway; this one gives way. */
  ADDRESS_IN_USE("another client with the same identity is connected; close one of the two"),
  /** The gateway refuses our time, and no better one is known. */
  CLOCK_SKEWED("this machine's clock differs too much from the gateway's; set it right"),
  /** A start did not finish in time. */
  START_TIMED_OUT("the start did not finish in time"),
  /** The text is not a client address. */
  INVALID_ADDRESS("the recipient is not a Nym address"),
  /** The recipient's gateway is not in the directory. */
  RECIPIENT_UNREACHABLE("the recipient's gateway is not in the directory now"),
  /** The message is larger than the limit. */
  MESSAGE_TOO_LARGE("the message is larger than the configured limit"),
  /** The queue has no room for the message. */
  QUEUE_FULL("the send queue has no room for this message"),
  /** A packet of the message was sent again and again and never acknowledged. */
  NOT_ACKNOWLEDGED("the recipient's gateway never acknowledged a packet of the message"),
  /** No SURBs of this sender are held: none came, or they have expired. */
  UNKNOWN_SENDER("no reply SURBs of this sender are held"),
  /** The sender's SURBs ran out and no new ones came. */
  NO_SURBS_LEFT("the reply SURBs ran out and no new ones came"),
  /** The caller cancelled the message before all of it had left. */
  CANCELLED("the message was cancelled before all of it had left"),
  /** The saved state is encrypted and was written with another secret, or none was given. */
  STATE_SECRET_WRONG("the secret is not the one that the saved state was written with"),
  /** The saved state is not what was written. */
  STATE_DAMAGED("the saved state is damaged; restore a copy, or begin anew with another address"),
  /** The saved state was written by a newer version of this library. */
  STATE_TOO_NEW("the saved state was written by a newer version of this library; use that one"),
  /** The saved state was written by a version that this one no longer reads. */
  STATE_TOO_OLD("the saved state is of a version that is no longer read"),
  /** The host could not keep what must be kept before the client goes on. */
  STORAGE_FAILED("the host could not store the client's state; mend the storage and start again"),
  /** A message of an earlier run needs packets of a size that this configuration does not send. */
  NOT_RESUMABLE("the message of the earlier run cannot go on with this configuration"),
  /** A reply carries at least one byte. */
  EMPTY_REPLY("a reply carries at least one byte; the network knows no empty ones"),
  /** The client is closed. */
  CLOSED("the client is closed");

  private final String explanation;

  ClientFault(String explanation) {
    this.explanation = explanation;
  }

  @Override
  public String explanation() {
    return explanation;
  }
}
