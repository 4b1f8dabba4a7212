package org.peapod.message;

import org.peapod.bytes.Utf8;

/**
 * The content of cover packets in place of a fragment: a fixed text, padded like a message (chapter
 * 2, 10.4). No fragment can begin like it, whose first bit is set.
 */
public final class CoverContent {
  private static final String TEXT = "The cake is a lie!";

  private CoverContent() {}

  /** The content for fragments of this length. */
  public static byte[] ofLen(int fragmentLen) {
    byte[] text = Utf8.encode(TEXT);
    byte[] out = new byte[fragmentLen];
    System.arraycopy(text, 0, out, 0, text.length);
    out[text.length] = MessagePadding.MARKER;
    return out;
  }

  /** Whether a decrypted blob is cover. */
  public static boolean isCover(byte[] decrypted) {
    if (decrypted.length < TEXT.length()) {
      return false;
    }
    for (int i = 0; i < TEXT.length(); i++) {
      if (decrypted[i] != (byte) TEXT.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
