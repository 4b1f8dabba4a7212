package org.peapod.wasm.standin;

/** An object that can wipe its secrets. Missing in TeaVM's class library. */
public interface Destroyable {
  /** Wipes the secrets. */
  default void destroy() {}

  /** Whether the secrets are wiped. */
  default boolean isDestroyed() {
    return false;
  }
}
