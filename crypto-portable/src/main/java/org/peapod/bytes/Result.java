package org.peapod.bytes;

/**
 * The outcome of decoding: exactly one of a value and a {@link Fault}.
 *
 * @param <T> what a successful decoding gives; never {@code null}
 */
public final class Result<T> {
  private final T value;
  private final Fault fault;

  private Result(T value, Fault fault) {
    this.value = value;
    this.fault = fault;
  }

  /** A success. */
  public static <T> Result<T> ok(T value) {
    if (value == null) {
      throw new IllegalArgumentException("a successful result needs a value");
    }
    return new Result<>(value, null);
  }

  /** A failure that names the broken rule. */
  public static <T> Result<T> fault(Fault fault) {
    if (fault == null) {
      throw new IllegalArgumentException("a failed result needs a fault");
    }
    return new Result<>(null, fault);
  }

  /** Whether there is a value. */
  public boolean isOk() {
    return fault == null;
  }

  /** Whether a rule was broken. */
  public boolean isFault() {
    return fault != null;
  }

  /** The value; calling this on a failure is a bug of the caller. */
  public T value() {
    if (fault != null) {
      throw new IllegalStateException("no value: " + fault.name());
    }
    return value;
  }

  /** The broken rule, or {@code null} on success. */
  public Fault fault() {
    return fault;
  }

  /** The same failure, typed for another value; calling this on a success is a bug. */
  public <U> Result<U> castFault() {
    return Result.fault(fault);
  }
}
