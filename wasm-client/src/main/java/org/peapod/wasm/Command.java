package org.peapod.wasm;

import org.peapod.client.Now;
import org.peapod.client.ReplyAllowance;
import org.peapod.nodetest.NodeTestPlan;
import org.peapod.state.StateSecret;

/** One input of the client, decoded; the list is complete. */
sealed interface Command {
  /** When it happened. */
  Now now();

  /** Begin to connect. */
  record Start(Now now) implements Command {}

  /** A socket is open. */
  record SocketOpened(Now now, int socket) implements Command {}

  /** A text frame came in. */
  record SocketText(Now now, int socket, String text) implements Command {}

  /** A binary frame came in. */
  record SocketBinary(Now now, int socket, byte[] frame) implements Command {}

  /** A socket is closed or did not open. */
  record SocketClosed(Now now, int socket) implements Command {}

  /**
   * The answer to a fetch; status 0 when there was none.
   *
   * @param dateUnixMs the server's time, NaN when it is not known
   */
  record Fetched(Now now, int request, int status, double dateUnixMs, byte[] body)
      implements Command {}

  /** The time asked for has come. */
  record Wake(Now now) implements Command {}

  /** Send a message. */
  record Send(Now now, int message, String address, byte[] data) implements Command {}

  /** Send a message with reply SURBs. */
  record SendAnonymous(Now now, int message, ReplyAllowance allowance, String address, byte[] data)
      implements Command {}

  /** Answer the anonymous sender behind a tag of 16 bytes. */
  record Reply(Now now, int message, byte[] senderTag, byte[] data) implements Command {}

  /** Do not send what has not left of a message. */
  record Cancel(Now now, int message) implements Command {}

  /** So many bytes given to a socket have not left this machine; 0 to 2^32 − 1. */
  record SocketBuffered(Now now, int socket, long bytes) implements Command {}

  /** Whether the machine seems to have a network. */
  record NetworkHint(Now now, boolean online) implements Command {}

  /**
   * Keep the client's state from now on; comes before {@link Start}.
   *
   * @param secret what the stored bytes are encrypted with
   * @param snapshot what an earlier run stored; empty for a fresh client
   * @param journal what it stored since
   */
  record Keep(Now now, StateSecret secret, byte[] snapshot, byte[] journal) implements Command {}

  /** What an order of the client gave is stored. */
  record Stored(Now now, int order) implements Command {}

  /** What an order of the client gave cannot be stored. */
  record StoreFailed(Now now, int order, String detail) implements Command {}

  /** Use a topology of the caller's. */
  record InjectTopology(Now now, int request, byte[] json) implements Command {}

  /** Ask directories again. */
  record ReleaseTopology(Now now, int request) implements Command {}

  /** Test a node. */
  record TestNode(Now now, int test, NodeTestPlan plan, String identity) implements Command {}

  /** End a test without a result. */
  record CancelNodeTest(Now now, int test) implements Command {}

  /** End everything. */
  record Close(Now now) implements Command {}

  /** Give the counters as one output. */
  record Stats(Now now) implements Command {}
}
