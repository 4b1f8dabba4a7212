package org.peapod.state;

import org.peapod.bytes.ByteReader;
import org.peapod.bytes.Utf8;

/**
 * Reads the fields of a snapshot or a record. The first broken rule sticks; what is read after it
 * has no meaning, so whoever reads asks {@link #failed} before making a value of it.
 */
final class StateInput {
  private final ByteReader in;
  private final StateFault cutShort;
  private StateFault fault;

  /** Reads all of {@code bytes}; {@code cutShort} is the fault when they are too few or many. */
  StateInput(byte[] bytes, StateFault cutShort) {
    this(new ByteReader(bytes), cutShort);
  }

  private StateInput(ByteReader in, StateFault cutShort) {
    this.in = in;
    this.cutShort = cutShort;
  }

  boolean failed() {
    return fault() != null;
  }

  /** The first broken rule, or {@code null}. */
  StateFault fault() {
    return fault == null && in.hasOverrun() ? cutShort : fault;
  }

  void refuse(StateFault broken) {
    fault = failed() ? fault() : broken;
  }

  int remaining() {
    return in.remaining();
  }

  /** Refuses what is left over. */
  void expectEnd() {
    if (!in.endedExactly()) {
      refuse(cutShort);
    }
  }

  int u8() {
    return in.u8();
  }

  int u16() {
    return in.u16();
  }

  int i32() {
    return in.i32();
  }

  byte[] bytes(int len) {
    if (len < 0 || len > in.remaining()) {
      refuse(cutShort);
      return new byte[0];
    }
    return in.bytes(len);
  }

  /** A number of 0 … 2^53 in 8 bytes. */
  long number() {
    long value = in.i64();
    if (value < 0 || value > SavedGateway.LATEST) {
      refuse(StateFault.FIELD_INVALID);
      return 0;
    }
    return value;
  }

  double time() {
    return number();
  }

  /** One byte, 0 or 1. */
  boolean flag() {
    int value = in.u8();
    if (value > 1) {
      refuse(StateFault.FIELD_INVALID);
    }
    return value == 1;
  }

  /** A set id, 1 … 2^31 − 1. */
  int setId() {
    int id = in.i32();
    if (id < 1) {
      refuse(StateFault.FIELD_INVALID);
      return 1;
    }
    return id;
  }

  /** A count in 4 bytes of items of at least {@code minLen} bytes; 0 when refused. */
  int count(int limit, int minLen) {
    long count = in.u32();
    if (count > limit) {
      refuse(StateFault.LIMIT_EXCEEDED);
    } else if (count * minLen > in.remaining()) {
      refuse(cutShort);
    }
    return failed() ? 0 : (int) count;
  }

  /** A text of at most {@code limit} bytes. */
  String text(int limit) {
    int len = in.u16();
    if (len > limit) {
      refuse(StateFault.LIMIT_EXCEEDED);
      return "";
    }
    byte[] utf8 = bytes(len);
    if (!Utf8.isValid(utf8)) {
      refuse(StateFault.FIELD_INVALID);
      return "";
    }
    return Utf8.decode(utf8);
  }
}
