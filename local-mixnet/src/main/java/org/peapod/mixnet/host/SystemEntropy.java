package org.peapod.mixnet.host;

import java.security.SecureRandom;
import org.peapod.crypto.Entropy;

/** The operating system's random generator. */
final class SystemEntropy implements Entropy {
  private final SecureRandom random = new SecureRandom();

  @Override
  public void fill(byte[] out, int off, int len) {
    byte[] bytes = new byte[len];
    random.nextBytes(bytes);
    System.arraycopy(bytes, 0, out, off, len);
  }
}
