package org.peapod.crypto;

/** AES-256-GCM-SIV (RFC 8452) with empty additional data (chapter 3, 3.1). */
public final class AesGcmSiv {
  /** Length of a key. */
  public static final int KEY_LEN = 32;

  /** Length of a nonce. */
  public static final int NONCE_LEN = 12;

  /** Length of the tag that follows the ciphertext. */
  public static final int TAG_LEN = 16;

  private AesGcmSiv() {}

  /** Ciphertext and tag of a plaintext: 16 bytes longer. */
  public static byte[] seal(byte[] key, byte[] nonce, byte[] plaintext) {
    throw new UnsupportedOperationException();
  }

  /**
   * The plaintext of {@code len} bytes of {@code sealed} from {@code off}, or {@code null} when the
   * tag is wrong or there is none.
   */
  public static byte[] open(byte[] key, byte[] nonce, byte[] sealed, int off, int len) {
    throw new UnsupportedOperationException();
  }
}
