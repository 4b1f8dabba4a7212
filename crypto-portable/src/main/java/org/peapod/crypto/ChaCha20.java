package org.peapod.crypto;

import org.bouncycastle.crypto.engines.ChaChaEngine;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;

/**
 * ChaCha20 as its author defined it: 20 rounds, 64-bit block counter from 0, here always with a
 * zero 8-byte nonce (chapter 1, 3.6). A key must therefore be used for one message only.
 */
public final class ChaCha20 {
  /** Length of a key. */
  public static final int KEY_LEN = 32;

  private static final int NONCE_LEN = 8;

  private ChaCha20() {}

  /** Encrypts or decrypts {@code len} bytes of {@code data} from {@code off} in place. */
  public static void apply(byte[] key, byte[] data, int off, int len) {
    if (key.length != KEY_LEN) {
      throw new IllegalArgumentException("ChaCha20 needs a key of 32 bytes, got " + key.length);
    }
    ChaChaEngine engine = new ChaChaEngine();
    engine.init(true, new ParametersWithIV(new KeyParameter(key), new byte[NONCE_LEN]));
    engine.processBytes(data, off, len, data, off);
  }
}
