package org.peapod.wasm.standin;

/** Texts of ASCII letters as bytes. The original's initialiser needs an exception handler. */
public final class Strings {
  private Strings() {}

  /** One byte per character; for names of algorithms, which are ASCII. */
  public static byte[] toByteArray(String text) {
    byte[] out = new byte[text.length()];
    for (int i = 0; i < out.length; i++) {
      out[i] = (byte) text.charAt(i);
    }
    return out;
  }

  /** The line end. */
  public static String lineSeparator() {
    return "\n";
  }
}
