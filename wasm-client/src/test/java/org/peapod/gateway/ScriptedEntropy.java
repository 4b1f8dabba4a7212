package org.peapod.gateway;

import java.util.ArrayDeque;
import org.peapod.crypto.Entropy;

/** Gives recorded byte strings in order, each asked for by its exact length; then counts up. */
public final class ScriptedEntropy implements Entropy {
  private final ArrayDeque<byte[]> script = new ArrayDeque<>();
  private int counter;

  /** An entropy that begins with these strings. */
  public ScriptedEntropy(byte[]... strings) {
    for (byte[] next : strings) {
      script.add(next);
    }
  }

  @Override
  public void fill(byte[] out, int off, int len) {
    byte[] next = script.poll();
    if (next == null) {
      for (int i = 0; i < len; i++) {
        out[off + i] = (byte) (counter++ * 31 + (counter >> 8));
      }
      return;
    }
    if (next.length != len) {
      throw new IllegalStateException("asked for " + len + " bytes, scripted " + next.length);
    }
    System.arraycopy(next, 0, out, off, len);
  }
}
