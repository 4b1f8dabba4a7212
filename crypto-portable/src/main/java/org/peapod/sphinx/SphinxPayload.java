package org.peapod.sphinx;

import java.util.Arrays;
import org.peapod.bytes.Result;

/** The payload: a framed message under one layer of {@link Lioness} per hop (chapter 1, sec. 7). */
public final class SphinxPayload {
  private static final byte END = 1;

  private SphinxPayload() {}

  /**
   * The message in a payload from which all layers are removed.
   *
   * <p>The 16 zero bytes before it are the only integrity that a payload has. The last byte 01 ends
   * the message; what follows is not looked at.
   */
  public static Result<byte[]> recover(byte[] payload) {
    return recover(payload, 0, payload.length);
  }

  static Result<byte[]> recover(byte[] bytes, int off, int len) {
    if (len < SphinxGeometry.PAYLOAD_OVERHEAD_LEN) {
      return Result.fault(SphinxFault.PAYLOAD_TOO_SHORT);
    }
    int from = off + SphinxGeometry.PAYLOAD_ZEROS_LEN;
    int or = 0;
    for (int i = off; i < from; i++) {
      or |= bytes[i];
    }
    if (or != 0) {
      return Result.fault(SphinxFault.PAYLOAD_ALTERED);
    }
    int end = off + len - 1;
    while (end >= from && bytes[end] != END) {
      end--;
    }
    if (end < from) {
      return Result.fault(SphinxFault.PAYLOAD_WITHOUT_END);
    }
    return Result.ok(Arrays.copyOfRange(bytes, from, end));
  }

  /** Writes zeros, message, end mark and zeros over {@code out} from {@code off} to its end. */
  static void frame(byte[] plaintext, byte[] out, int off) {
    int len = out.length - off;
    if (plaintext.length > len - SphinxGeometry.PAYLOAD_OVERHEAD_LEN) {
      throw new IllegalArgumentException(
          "this packet size holds "
              + (len - SphinxGeometry.PAYLOAD_OVERHEAD_LEN)
              + " bytes, got "
              + plaintext.length
              + ": split the message or take a larger size");
    }
    int from = off + SphinxGeometry.PAYLOAD_ZEROS_LEN;
    Arrays.fill(out, off, from, (byte) 0);
    System.arraycopy(plaintext, 0, out, from, plaintext.length);
    out[from + plaintext.length] = END;
    Arrays.fill(out, from + plaintext.length + 1, out.length, (byte) 0);
  }

  /** Adds the layer of one hop to the payload behind a header; the key is wiped. */
  static void addLayer(byte[] payloadKey, byte[] packet) {
    int off = SphinxGeometry.HEADER_LEN;
    Lioness.encrypt(payloadKey, packet, off, packet.length - off);
    Arrays.fill(payloadKey, (byte) 0);
  }
}
