package org.peapod.message;

import java.util.Arrays;
import org.peapod.bytes.ByteWriter;
import org.peapod.bytes.Result;
import org.peapod.sphinx.PacketSize;

/**
 * The plaintext of a data packet: what the last gateway keeps and what it hands on (chapter 2,
 * section 6).
 *
 * @param ack the acknowledgement, for the gateway to send
 * @param blob the variant block, for the client
 */
public record PlaintextLayout(AckBlock ack, byte[] blob) {
  /** Joins both parts; they must fill the packet size exactly. */
  public static byte[] join(AckBlock ack, byte[] variantBlock, PacketSize size) {
    if (variantBlock.length != MessageSizes.of(size).blobLen()) {
      throw new IllegalArgumentException(
          "a blob of " + variantBlock.length + " bytes does not fill a packet of size " + size);
    }
    return new ByteWriter(size.plaintextLen()).bytes(ack.toBytes()).bytes(variantBlock).finish();
  }

  /** Splits a plaintext, as the last gateway does. */
  public static Result<PlaintextLayout> split(byte[] plaintext) {
    Result<AckBlock> ack = AckBlock.parse(plaintext);
    if (ack.isFault()) {
      return ack.castFault();
    }
    byte[] blob = Arrays.copyOfRange(plaintext, AckBlock.LEN, plaintext.length);
    return Result.ok(new PlaintextLayout(ack.value(), blob));
  }
}
