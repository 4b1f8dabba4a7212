package org.peapod.wasm;

import java.util.Arrays;
import org.peapod.address.SenderTag;
import org.peapod.bytes.ByteReader;
import org.peapod.bytes.Result;
import org.peapod.bytes.Utf8;
import org.peapod.client.Now;
import org.peapod.state.StateSecret;

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
  static final int SEND_ANONYMOUS = 11;
  static final int REPLY = 12;
  static final int CANCEL = 13;
  static final int SOCKET_BUFFERED = 14;
  static final int NETWORK_HINT = 15;
  static final int KEEP = 16;
  static final int STORED = 17;
  static final int STORE_FAILED = 18;

  private static final int UNPROTECTED = 0;
  private static final int KEY = 1;
  private static final int PASSPHRASE = 2;

  private static final int HEAD_LEN = 17;

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
    if (in.hasOverrun()) {
      return Result.fault(FacadeFault.TRUNCATED_COMMAND);
    }
    if (command == null) {
      return Result.fault(FacadeFault.UNKNOWN_COMMAND);
    }
    if (!in.endedExactly()) {
      return Result.fault(FacadeFault.TRAILING_BYTES);
    }
    if (command instanceof Command.Keep keep && keep.secret() == null) {
      return Result.fault(FacadeFault.INVALID_SECRET);
    }
    return kind == NETWORK_HINT && !isFlag(bytes[HEAD_LEN])
        ? Result.fault(FacadeFault.INVALID_HINT)
        : Result.ok(command);
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
      default -> laterBody(kind, now, in);
    };
  }

  private static Command laterBody(int kind, Now now, ByteReader in) {
    return switch (kind) {
      case SEND_ANONYMOUS -> sendAnonymous(now, in);
      case REPLY -> new Command.Reply(now, in.i32(), in.bytes(SenderTag.LEN), in.rest());
      case CANCEL -> new Command.Cancel(now, in.i32());
      case SOCKET_BUFFERED -> new Command.SocketBuffered(now, in.i32(), in.u32());
      case NETWORK_HINT -> new Command.NetworkHint(now, in.u8() == 1);
      case KEEP -> keep(now, in);
      case STORED -> new Command.Stored(now, in.i32());
      case STORE_FAILED -> new Command.StoreFailed(now, in.i32(), Utf8.decode(in.rest()));
      default -> null;
    };
  }

  private static Command keep(Now now, ByteReader in) {
    int protection = in.u8();
    byte[] bytes = in.bytes(in.u16());
    byte[] snapshot = in.bytes((int) Math.min(in.u32(), Integer.MAX_VALUE));
    byte[] journal = in.rest();
    StateSecret secret = secret(protection, bytes);
    Arrays.fill(bytes, (byte) 0);
    return new Command.Keep(now, secret, snapshot, journal);
  }

  /** {@code null} when it is not of the kind that is said. */
  private static StateSecret secret(int protection, byte[] bytes) {
    if (protection == UNPROTECTED && bytes.length == 0) {
      return StateSecret.none();
    } else if (protection == KEY && bytes.length == StateSecret.KEY_LEN) {
      return StateSecret.key(bytes);
    } else if (protection == PASSPHRASE) {
      return StateSecret.passphrase(Utf8.decode(bytes));
    }
    return null;
  }

  private static Command sendAnonymous(Now now, ByteReader in) {
    int message = in.i32();
    int replySurbs = in.u16();
    String address = Utf8.decode(in.bytes(in.u16()));
    return new Command.SendAnonymous(now, message, replySurbs, address, in.rest());
  }

  private static boolean isFlag(byte value) {
    return value == 0 || value == 1;
  }

  private static boolean isFinite(double value) {
    return value - value == 0;
  }
}
