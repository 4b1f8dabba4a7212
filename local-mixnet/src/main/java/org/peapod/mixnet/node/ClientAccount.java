package org.peapod.mixnet.node;

import org.peapod.gateway.SharedKey;

/** What a gateway keeps of a registered client between connections (chapter 3, 3.5, 3.6, 3.12). */
final class ClientAccount {
  private static final double DAY_MS = 86_400_000;

  private SharedKey key;

  /** Unix seconds of the last accepted authentication; 0 before the first. */
  private long lastAuthentication;

  private long balance;

  /** UTC day, counted from the epoch, after which the balance is void. */
  private long expiryDay;

  /** Replaces the key; the account owns it from now on. */
  void register(SharedKey fresh) {
    if (key != null) {
      key.wipe();
    }
    key = fresh;
  }

  SharedKey key() {
    return key;
  }

  long lastAuthentication() {
    return lastAuthentication;
  }

  void authenticated(long timestampSeconds) {
    lastAuthentication = timestampSeconds;
  }

  /** Bytes left; what was claimed on an earlier UTC day is void. */
  long balance(double wallMs) {
    if (day(wallMs) > expiryDay) {
      balance = 0;
    }
    return balance;
  }

  /** Adds bytes that are good for the present UTC day. */
  void credit(long bytes, double wallMs) {
    long before = balance(wallMs);
    balance = before > Long.MAX_VALUE - bytes ? Long.MAX_VALUE : before + bytes;
    expiryDay = day(wallMs);
  }

  /** Takes bytes off; false, and nothing taken, when the balance does not cover them. */
  boolean charge(int bytes, double wallMs) {
    if (balance(wallMs) < bytes) {
      return false;
    }
    balance -= bytes;
    return true;
  }

  /** Takes all that is left. */
  void spendAll() {
    balance = 0;
  }

  void wipe() {
    key.wipe();
  }

  private static long day(double wallMs) {
    return (long) Math.floor(wallMs / DAY_MS);
  }
}
