package org.peapod.wasm.border;

import org.peapod.crypto.Entropy;
import org.teavm.jso.typedarrays.Int8Array;

/** The host's generator, through a function that the host hands over. */
public final class JsEntropy implements Entropy {
  private final FillRandom random;

  /** Draws from this function of the host. */
  public JsEntropy(FillRandom random) {
    this.random = random;
  }

  @Override
  public void fill(byte[] out, int off, int len) {
    Int8Array bytes = new Int8Array(len);
    random.fill(bytes);
    for (int i = 0; i < len; i++) {
      out[off + i] = bytes.get(i);
      bytes.set(i, (byte) 0);
    }
  }
}
