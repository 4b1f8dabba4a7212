package org.peapod.wasm;

import org.peapod.bytes.ByteReader;
import org.peapod.bytes.Result;
import org.peapod.bytes.Utf8;
import org.peapod.client.Now;

/**
 * Decodes the commands of the binding (docs/boundary.md). Each begins with its number, one byte,
 * and the two clocks, eight bytes each.
 */
final class CommandReader {
  static final int START = 1;
  static final int SOCKET_OPENED = 2;
  static final int SOCKET_TEXT = 3;
  static final int SOCKET_BINARY = 4;
  static final int SOCKET_CLOSED = 5;
  static final int FETCHED = 6;
  static final int WAKE = 7;
  static final int SEND = 8;
  static final int CLOSE = 9;
  static final int STATS = 10;

  private CommandReader() {}

  /** The command, or the rule of the boundary that the bytes break. */
  static Result<Command> read(byte[] bytes) {
    ByteReader in = new ByteReader(bytes);
    int kind = in.u8();
    double monoMs = Double.longBitsToDouble(in.i64());
    double wallMs = Double.longBitsToDouble(in.i64());
    if (in.hasOverrun()) {
      return Result.fault(FacadeFault.TRUNCATED_COMMAND);
    }
    if (!isFinite(monoMs) || !isFinite(wallMs)) {
      return Result.fault(FacadeFault.INVALID_TIME);
    }
    Command command = body(kind, new Now(monoMs, wallMs), in);
    if (command == null) {
      return Result.fault(FacadeFault.UNKNOWN_COMMAND);
    }
    if (in.hasOverrun()) {
      return Result.fault(FacadeFault.TRUNCATED_COMMAND);
    }
    return in.endedExactly() ? Result.ok(command) : Result.fault(FacadeFault.TRAILING_BYTES);
  }

  private static Command body(int kind, Now now, ByteReader in) {
    return switch (kind) {
      case START -> new Command.Start(now);
      case SOCKET_OPENED -> new Command.SocketOpened(now, in.i32());
      case SOCKET_TEXT -> new Command.SocketText(now, in.i32(), Utf8.decode(in.rest()));
      case SOCKET_BINARY -> new Command.SocketBinary(now, in.i32(), in.rest());
      case SOCKET_CLOSED -> new Command.SocketClosed(now, in.i32());
      case FETCHED -> new Command.Fetched(now, in.i32(), in.u16(), in.rest());
      case WAKE -> new Command.Wake(now);
      case SEND -> new Command.Send(now, in.i32(), Utf8.decode(in.bytes(in.u16())), in.rest());
      case CLOSE -> new Command.Close(now);
      case STATS -> new Command.Stats(now);
      default -> null;
    };
  }

  private static boolean isFinite(double value) {
    return value - value == 0;
  }
}
