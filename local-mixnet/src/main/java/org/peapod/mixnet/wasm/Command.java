package org.peapod.mixnet.wasm;

import org.peapod.client.Now;

/** One input of a network, decoded; the list is complete. */
sealed interface Command {
  /** When it happened. */
  Now now();

  /** A request to the directory. */
  record Http(Now now, int request, String method, String target) implements Command {}

  /** A client's socket to a gateway, counted from 0, is open. */
  record SocketOpened(Now now, int gateway) implements Command {}

  /** A text frame came in. */
  record SocketText(Now now, int connection, String text) implements Command {}

  /** A binary frame came in. */
  record SocketBinary(Now now, int connection, byte[] frame) implements Command {}

  /** A ping came in. */
  record SocketPing(Now now, int connection) implements Command {}

  /** A pong came in. */
  record SocketPong(Now now, int connection, byte[] payload) implements Command {}

  /** A socket is closed, by whichever side. */
  record SocketClosed(Now now, int connection) implements Command {}

  /** A packet has reached a node. */
  record PacketArrived(Now now, int node, byte[] framed) implements Command {}

  /** The time asked for has come. */
  record Wake(Now now) implements Command {}

  /** End the present epoch. */
  record NextEpoch(Now now) implements Command {}

  /** Go on to the next key rotation. */
  record NextRotation(Now now) implements Command {}

  /** A gateway, counted from 0, takes WebSockets on this port. */
  record GatewayListens(Now now, int gateway, int port) implements Command {}

  /** The directory is found under this URL. */
  record DirectoryListens(Now now, String url) implements Command {}

  /** Give the counters as one output. */
  record Stats(Now now) implements Command {}

  /** Give the list of nodes as one output. */
  record Nodes(Now now) implements Command {}

  /** Give the connection of a client, by its 32-byte identity, as one output. */
  record FindClient(Now now, byte[] identity) implements Command {}

  /** A node's process crashes, or is back. */
  record NodeRuns(Now now, int node, boolean running) implements Command {}

  /** A gateway, counted from 0, gives bandwidth or refuses it. */
  record Bandwidth(Now now, int gateway, boolean given) implements Command {}

  /** Tell what happens to packets, or do not. */
  record Watch(Now now, boolean on) implements Command {}
}
