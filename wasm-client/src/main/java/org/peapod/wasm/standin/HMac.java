package org.peapod.wasm.standin;

import java.util.Arrays;
import org.bouncycastle.crypto.CipherParameters;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.ExtendedDigest;
import org.bouncycastle.crypto.Mac;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * HMAC (RFC 2104). The original keeps the block lengths of all digests there are by their names;
 * here the digest is asked.
 */
public final class HMac implements Mac {
  private static final byte INNER = 0x36;
  private static final byte OUTER = 0x5c;

  private final ExtendedDigest digest;
  private final byte[] block;

  /** A MAC by this digest; {@link #init} gives it its key. */
  public HMac(Digest digest) {
    this.digest = (ExtendedDigest) digest;
    block = new byte[this.digest.getByteLength()];
  }

  @Override
  public void init(CipherParameters parameters) {
    byte[] key = ((KeyParameter) parameters).getKey();
    digest.reset();
    Arrays.fill(block, (byte) 0);
    if (key.length > block.length) {
      digest.update(key, 0, key.length);
      digest.doFinal(block, 0);
    } else {
      System.arraycopy(key, 0, block, 0, key.length);
    }
    absorbKey(INNER);
  }

  @Override
  public String getAlgorithmName() {
    return digest.getAlgorithmName() + "/HMAC";
  }

  @Override
  public int getMacSize() {
    return digest.getDigestSize();
  }

  @Override
  public void update(byte in) {
    digest.update(in);
  }

  @Override
  public void update(byte[] in, int off, int len) {
    digest.update(in, off, len);
  }

  /** The MAC of what came since the last; another message under the same key may follow. */
  @Override
  public int doFinal(byte[] out, int off) {
    byte[] inner = new byte[digest.getDigestSize()];
    digest.doFinal(inner, 0);
    absorbKey(OUTER);
    digest.update(inner, 0, inner.length);
    int len = digest.doFinal(out, off);
    absorbKey(INNER);
    return len;
  }

  @Override
  public void reset() {
    digest.reset();
    absorbKey(INNER);
  }

  private void absorbKey(byte mask) {
    byte[] masked = new byte[block.length];
    for (int i = 0; i < masked.length; i++) {
      masked[i] = (byte) (block[i] ^ mask);
    }
    digest.update(masked, 0, masked.length);
  }
}
