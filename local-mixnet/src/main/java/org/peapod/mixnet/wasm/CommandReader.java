package org.peapod.mixnet.wasm;

import org.peapod.bytes.ByteReader;
import org.peapod.bytes.Result;
import org.peapod.bytes.Utf8;
import org.peapod.client.Now;
import org.peapod.crypto.Ed25519;

/**
 * Decodes the commands of the host (docs/testing-boundary.md). Each begins with its number, one
 * byte, and the two clocks, eight bytes each.
 */
final class CommandReader {
  static final int HTTP = 1;
  static final int SOCKET_OPENED = 2;
  static final int SOCKET_TEXT = 3;
  static final int SOCKET_BINARY = 4;
  static final int SOCKET_PING = 5;
  static final int SOCKET_PONG = 6;
  static final int SOCKET_CLOSED = 7;
  static final int PACKET_ARRIVED = 8;
  static final int WAKE = 9;
  static final int NEXT_EPOCH = 10;
  static final int NEXT_ROTATION = 11;
  static final int GATEWAY_LISTENS = 12;
  static final int DIRECTORY_LISTENS = 13;
  static final int STATS = 14;
  static final int NODES = 15;
  static final int FIND_CLIENT = 16;
  static final int NODE_RUNS = 17;
  static final int BANDWIDTH = 18;
  static final int WATCH = 19;

  private CommandReader() {}

  /** The command, or the rule of the boundary that the bytes break. */
  static Result<Command> read(byte[] bytes) {
    ByteReader in = new ByteReader(bytes);
    int kind = in.u8();
    double monoMs = Double.longBitsToDouble(in.i64());
    double wallMs = Double.longBitsToDouble(in.i64());
    if (in.hasOverrun()) {
      return Result.fault(BorderFault.TRUNCATED_COMMAND);
    }
    if (!isFinite(monoMs) || !isFinite(wallMs)) {
      return Result.fault(BorderFault.INVALID_TIME);
    }
    Now now = new Now(monoMs, wallMs);
    Command command = kind <= WAKE ? traffic(kind, now, in) : control(kind, now, in);
    if (command == null) {
      return Result.fault(BorderFault.UNKNOWN_COMMAND);
    }
    if (in.hasOverrun()) {
      return Result.fault(BorderFault.TRUNCATED_COMMAND);
    }
    return in.endedExactly() ? Result.ok(command) : Result.fault(BorderFault.TRAILING_BYTES);
  }

  /** What clients, nodes and time bring. */
  private static Command traffic(int kind, Now now, ByteReader in) {
    return switch (kind) {
      case HTTP ->
          new Command.Http(now, in.i32(), Utf8.decode(in.bytes(in.u8())), Utf8.decode(in.rest()));
      case SOCKET_OPENED -> new Command.SocketOpened(now, in.u16());
      case SOCKET_TEXT -> new Command.SocketText(now, in.i32(), Utf8.decode(in.rest()));
      case SOCKET_BINARY -> new Command.SocketBinary(now, in.i32(), in.rest());
      case SOCKET_PING -> new Command.SocketPing(now, in.i32());
      case SOCKET_PONG -> new Command.SocketPong(now, in.i32(), in.rest());
      case SOCKET_CLOSED -> new Command.SocketClosed(now, in.i32());
      case PACKET_ARRIVED -> new Command.PacketArrived(now, in.u16(), in.rest());
      case WAKE -> new Command.Wake(now);
      default -> null;
    };
  }

  /** What whoever runs the network does to it. */
  private static Command control(int kind, Now now, ByteReader in) {
    return switch (kind) {
      case NEXT_EPOCH -> new Command.NextEpoch(now);
      case NEXT_ROTATION -> new Command.NextRotation(now);
      case GATEWAY_LISTENS -> new Command.GatewayListens(now, in.u16(), in.u16());
      case DIRECTORY_LISTENS -> new Command.DirectoryListens(now, Utf8.decode(in.rest()));
      case STATS -> new Command.Stats(now);
      case NODES -> new Command.Nodes(now);
      case FIND_CLIENT -> new Command.FindClient(now, in.bytes(Ed25519.KEY_LEN));
      case NODE_RUNS -> new Command.NodeRuns(now, in.u16(), in.u8() != 0);
      case BANDWIDTH -> new Command.Bandwidth(now, in.u16(), in.u8() != 0);
      case WATCH -> new Command.Watch(now, in.u8() != 0);
      default -> null;
    };
  }

  private static boolean isFinite(double value) {
    return value - value == 0;
  }
}
