package org.peapod.message;

import org.peapod.bytes.Result;
import org.peapod.sphinx.PacketSize;

/**
 * What a gateway pushes to its client, told apart by length alone (chapter 2, section 11).
 *
 * @param size {@link PacketSize#ACK} for the 21 bytes of an acknowledgement, else the size of the
 *     data packet
 * @param bytes ack payload or variant block; not copied
 */
public record DeliveredBlob(PacketSize size, byte[] bytes) {
  /** Recognises a blob; lengths that no Sphinx packet of this network gives are faults. */
  public static Result<DeliveredBlob> classify(byte[] bytes) {
    for (PacketSize size : PacketSize.values()) {
      int len = size == PacketSize.ACK ? AckPayload.LEN : MessageSizes.of(size).blobLen();
      if (bytes.length == len) {
        return Result.ok(new DeliveredBlob(size, bytes));
      }
    }
    return Result.fault(MessageFault.BLOB_LENGTH_UNKNOWN);
  }

  /** Whether this is an acknowledgement; else {@link FragmentCipher} opens it. */
  public boolean isAck() {
    return size == PacketSize.ACK;
  }
}
