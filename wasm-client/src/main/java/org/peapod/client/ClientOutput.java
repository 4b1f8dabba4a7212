package org.peapod.client;

import org.peapod.bytes.Fault;
import org.peapod.nodetest.NodeTestFault;
import org.peapod.nodetest.NodeTestResult;
import org.peapod.topology.TopologyAlarm;

/** One thing for the host to do or to know. The list is complete: nothing else leaves the core. */
public sealed interface ClientOutput {
  /**
   * Open a WebSocket without sub-protocol; answer with {@code socketOpened} or {@code
   * socketClosed}.
   *
   * @param socket the number that names this socket in later inputs and outputs
   * @param url a ws or wss URL
   */
  record OpenSocket(int socket, String url) implements ClientOutput {}

  /** Send one text frame. */
  record SendText(int socket, String text) implements ClientOutput {}

  /** Send one binary frame. */
  record SendBinary(int socket, byte[] frame) implements ClientOutput {}

  /** Close a socket with code 1000; no further input of it will be looked at. */
  record CloseSocket(int socket) implements ClientOutput {}

  /**
   * GET a document, without cache, accepting JSON; answer with {@code fetched}.
   *
   * @param request the number that names this request in the answer
   * @param url an http or https URL
   * @param timeoutMs give up after this time and answer with status 0
   */
  record Fetch(int request, String url, double timeoutMs) implements ClientOutput {}

  /**
   * Call {@code wake} at this time; replaces the one before. Positive infinity: not at all.
   *
   * @param atMs on the monotonic clock
   */
  record Wake(double atMs) implements ClientOutput {}

  /** The stage changed. */
  record StageChanged(ClientStage stage) implements ClientOutput {}

  /**
   * The start is complete.
   *
   * @param address the own address, chapter 2 section 2.1
   */
  record Ready(String address) implements ClientOutput {}

  /**
   * A message for the application, once per message, unless a crash comes between: see {@code
   * again}.
   *
   * @param id of the message, 1 to 2^31 − 1, chosen by its sender; the same when it comes again
   * @param data what the sender handed over, 0 bytes or more
   * @param senderTag 16 bytes that stand for an anonymous sender, or {@code null}
   * @param again whether an earlier run may have given out this message already: it ended before
   *     that was kept (docs/saved-state.md)
   */
  record Received(int id, byte[] data, byte[] senderTag, boolean again) implements ClientOutput {}

  /**
   * How far a message is. The three numbers are of packets, each with one fragment.
   *
   * @param left packets that have left at least once
   * @param acknowledged packets that the recipient's gateway acknowledged
   * @param total packets of the whole message
   */
  record Progress(int message, int left, int acknowledged, int total) implements ClientOutput {}

  /** Every packet of a message has left for the gateway. */
  record Sent(int message) implements ClientOutput {}

  /** The recipient's gateway acknowledged every packet of a message. */
  record Acknowledged(int message) implements ClientOutput {}

  /** A message will not be sent; nothing of it stays queued. */
  record SendFailed(int message, ClientFault fault, String detail) implements ClientOutput {}

  /** The start failed; the client is closed. */
  record StartFailed(ClientFault fault, String detail) implements ClientOutput {}

  /**
   * There is another topology than before: a new epoch, other keys, or nodes came or went.
   *
   * @param epoch epochs since the network began
   * @param rotation number of the Sphinx key period
   * @param nodes usable nodes
   */
  record TopologyChanged(long epoch, long rotation, int nodes) implements ClientOutput {}

  /** The topology in use looks wrong; it is used nevertheless. */
  record TopologyAlarmed(TopologyAlarm alarm) implements ClientOutput {
    /** The name of the alarm. */
    public String code() {
      return alarm.name();
    }

    /** The same for people. */
    public String explanation() {
      return alarm.explanation();
    }
  }

  /** From now on the caller's topology is used, or the directory's again, as was asked. */
  record TopologyTaken(int request) implements ClientOutput {}

  /** A change of topology was refused; everything is as before. */
  record TopologyRefused(int request, Fault fault) implements ClientOutput {}

  /** A node test is over. */
  record NodeTested(int test, NodeTestResult result) implements ClientOutput {}

  /** A node test could not be done, or not to its end. */
  record NodeTestFailed(int test, NodeTestFault fault) implements ClientOutput {}

  /** The configuration gives up some of the protection; told at the start. */
  record PrivacyWarned(PrivacyWarning warning) implements ClientOutput {}

  /** Our gateway gives no bandwidth any more; the client asks again after pauses. */
  record BandwidthRefused(String detail) implements ClientOutput {}

  /** A client that was ready must not come back; it is closed. */
  record GaveUp(ClientFault fault, String detail) implements ClientOutput {}

  /**
   * The state as a whole is to be stored in place of the one before; then the stored journal is
   * emptied, then {@link MixnetClient#stored} is called (docs/saved-state.md).
   *
   * @param number of this order; they rise by one
   */
  record StoreSnapshot(int number, byte[] snapshot) implements ClientOutput {}

  /**
   * Records are to be appended to the stored journal; then {@link MixnetClient#stored} is called.
   *
   * @param number of this order
   */
  record StoreAppend(int number, byte[] records) implements ClientOutput {}

  /**
   * A message of an earlier run is not wholly acknowledged and goes on under its number.
   *
   * @param queuedWallMs when the application gave it, Unix milliseconds
   */
  record Resumed(int message, double queuedWallMs) implements ClientOutput {}

  /** The client is closed: no socket, request or wake-up is wanted any more. */
  record Closed() implements ClientOutput {}
}
