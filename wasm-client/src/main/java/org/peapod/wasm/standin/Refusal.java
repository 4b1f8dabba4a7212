package org.peapod.wasm.standin;

/** What libraries throw in a module, in place of their own exceptions. */
public final class Refusal {
  private Refusal() {}

  /** The exception for arguments, or a state, that a library does not take. */
  public static RuntimeException ofALibrary() {
    return new IllegalStateException("a library was used in a way that it refuses");
  }
}
