package org.peapod.state;

/** How a saved state is kept from foreign eyes; the order is that of the stored numbers. */
enum StateProtection {
  NONE,
  KEY,
  PASSPHRASE;

  private static final StateProtection[] ALL = values();

  /** The one with this number, or {@code null}. */
  static StateProtection of(int number) {
    return number < 0 || number >= ALL.length ? null : ALL[number];
  }

  /** What is wrong when a state with this protection is opened with that secret, or null. */
  StateFault mismatch(StateProtection given) {
    if (this == given) {
      return null;
    }
    if (this == NONE) {
      return StateFault.SECRET_UNEXPECTED;
    }
    return this == KEY ? StateFault.KEY_MISSING : StateFault.PASSPHRASE_MISSING;
  }
}
