package org.peapod.wasm;

import java.util.Arrays;
import org.peapod.address.SenderTag;
import org.peapod.bytes.ByteReader;
import org.peapod.bytes.Result;
import org.peapod.bytes.Utf8;
import org.peapod.client.Now;
import org.peapod.client.ReplyAllowance;
import org.peapod.nodetest.NodeTestPlan;
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
  static final int INJECT_TOPOLOGY = 19;
  static final int RELEASE_TOPOLOGY = 20;
  static final int TEST_NODE = 21;
  static final int CANCEL_NODE_TEST = 22;

  private static final int UNPROTECTED = 0;
  private static final int KEY = 1;
  private static final int PASSPHRASE = 2;

  private static final int USUAL_ALLOWANCE = 0;
  private static final int ALLOWANCE_BY_BYTES = 1;
  private static final int ALLOWANCE_BY_SURBS = 2;

  private static final int HEAD_LEN = 17;

  private CommandReader() {}

  /** The command, or the rule of the boundary that the bytes break. */
  static Result<Command> read(byte[] bytes) {
    ByteReader in = new ByteReader(bytes);
    int kind = in.u8();
    double monoMs = f64(in);
    double wallMs = f64(in);
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
    FacadeFault wrong = wrongField(command, bytes);
    return wrong == null ? Result.ok(command) : Result.fault(wrong);
  }

  /** What is wrong with a field that has only some values, or {@code null}. */
  private static FacadeFault wrongField(Command command, byte[] bytes) {
    if (command instanceof Command.Keep keep && keep.secret() == null) {
      return FacadeFault.INVALID_SECRET;
    } else if (command instanceof Command.SendAnonymous send && send.allowance() == null) {
      return FacadeFault.INVALID_ALLOWANCE;
    }
    boolean wrongHint = command instanceof Command.NetworkHint && !isFlag(bytes[HEAD_LEN]);
    return wrongHint ? FacadeFault.INVALID_HINT : null;
  }

  private static Command body(int kind, Now now, ByteReader in) {
    return switch (kind) {
      case START -> new Command.Start(now);
      case SOCKET_OPENED -> new Command.SocketOpened(now, in.i32());
      case SOCKET_TEXT -> new Command.SocketText(now, in.i32(), Utf8.decode(in.rest()));
      case SOCKET_BINARY -> new Command.SocketBinary(now, in.i32(), in.rest());
      case SOCKET_CLOSED -> new Command.SocketClosed(now, in.i32());
      case FETCHED -> new Command.Fetched(now, in.i32(), in.u16(), f64(in), in.rest());
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
      default -> networkBody(kind, now, in);
    };
  }

  private static Command networkBody(int kind, Now now, ByteReader in) {
    return switch (kind) {
      case INJECT_TOPOLOGY -> new Command.InjectTopology(now, in.i32(), in.rest());
      case RELEASE_TOPOLOGY -> new Command.ReleaseTopology(now, in.i32());
      case TEST_NODE -> {
        int test = in.i32();
        NodeTestPlan plan = new NodeTestPlan(in.u16(), f64(in));
        yield new Command.TestNode(now, test, plan, Utf8.decode(in.rest()));
      }
      case CANCEL_NODE_TEST -> new Command.CancelNodeTest(now, in.i32());
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
    ReplyAllowance allowance = allowance(in.u8(), in.u32());
    String address = Utf8.decode(in.bytes(in.u16()));
    return new Command.SendAnonymous(now, message, allowance, address, in.rest());
  }

  /** {@code null} for an unknown way to say it. */
  private static ReplyAllowance allowance(int way, long amount) {
    return switch (way) {
      case USUAL_ALLOWANCE -> ReplyAllowance.usual();
      case ALLOWANCE_BY_BYTES -> ReplyAllowance.forBytes(amount);
      case ALLOWANCE_BY_SURBS -> new ReplyAllowance((int) Math.min(amount, Integer.MAX_VALUE));
      default -> null;
    };
  }

  private static double f64(ByteReader in) {
    return Double.longBitsToDouble(in.i64());
  }

  private static boolean isFlag(byte value) {
    return value == 0 || value == 1;
  }

  private static boolean isFinite(double value) {
    return value - value == 0;
  }
}
