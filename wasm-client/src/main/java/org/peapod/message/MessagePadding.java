package org.peapod.message;

import org.peapod.bytes.ByteWriter;
import org.peapod.bytes.Result;

/**
 * Padding that makes every fragment of a message full: a byte 1, then zeros (chapter 2, 4.1).
 *
 * <p>Sizes of messages show on the wire only as numbers of packets.
 */
public final class MessagePadding {
  static final byte MARKER = 1;

  private MessagePadding() {}

  /**
   * The padded form of a message, serialized straight into it.
   *
   * @param fragmentLen length of each fragment, header included
   */
  public static byte[] pad(NymMessage message, int fragmentLen) {
    int len = message.serializedLen();
    ByteWriter out = new ByteWriter(paddedLen(len, fragmentLen));
    message.writeTo(out);
    return finish(out, len, fragmentLen);
  }

  /** The padded form of a serialized message of at least one byte. */
  public static byte[] pad(byte[] serialized, int fragmentLen) {
    if (serialized.length == 0) {
      throw new IllegalArgumentException(MessageFault.MESSAGE_EMPTY.explanation());
    }
    ByteWriter out = new ByteWriter(paddedLen(serialized.length, fragmentLen));
    out.bytes(serialized);
    return finish(out, serialized.length, fragmentLen);
  }

  /** The serialized message in a padded one: what is in front of the last byte 1. */
  public static Result<byte[]> unpad(byte[] padded) {
    int len = padded.length - 1;
    while (len >= 0 && padded[len] != MARKER) {
      len--;
    }
    if (len <= 0) {
      return Result.fault(
          len < 0 ? MessageFault.PADDING_MARKER_MISSING : MessageFault.MESSAGE_EMPTY);
    }
    byte[] out = new byte[len];
    System.arraycopy(padded, 0, out, 0, len);
    return Result.ok(out);
  }

  /** The length of the padded form of {@code len} bytes. */
  public static int paddedLen(int len, int fragmentLen) {
    return len + 1 + FragmentCount.required(len + 1, fragmentLen).freeBytes();
  }

  private static byte[] finish(ByteWriter out, int len, int fragmentLen) {
    return out.u8(MARKER).zeros(paddedLen(len, fragmentLen) - len - 1).finish();
  }
}
