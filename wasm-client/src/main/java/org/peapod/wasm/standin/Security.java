package org.peapod.wasm.standin;

/** Security properties, of which a module has none. Missing in TeaVM's class library. */
public final class Security {
  private Security() {}

  /** No property is set: always {@code null}. */
  public static String getProperty(String key) {
    return null;
  }
}
