package org.peapod.message;

import org.peapod.bytes.ByteReader;
import org.peapod.bytes.ByteWriter;
import org.peapod.bytes.Result;
import org.peapod.sphinx.PacketSize;

/**
 * The acknowledgement inside a data packet, ready for the last gateway to send; 405 bytes (chapter
 * 2, section 6).
 *
 * @param firstHop unpadded node address, 7 or 19 bytes
 * @param packet Sphinx packet of 386 bytes
 */
public record AckBlock(byte[] firstHop, byte[] packet) {
  /** Length of the serialized form. */
  public static final int LEN = MessageSizes.ACK_BLOCK_LEN;

  private static final int PACKET_LEN = PacketSize.ACK.packetLen();

  /** Refuses lengths that no ack block has. */
  public AckBlock {
    FirstHop.require(firstHop);
    if (packet.length != PACKET_LEN) {
      throw new IllegalArgumentException("an ack packet has 386 bytes, got " + packet.length);
    }
  }

  /** Reads the 405 bytes at the front of a plaintext; what follows is not looked at. */
  public static Result<AckBlock> parse(byte[] plaintext) {
    if (plaintext.length < LEN || !FirstHop.isValid(plaintext, 0, FirstHop.IPV6_LEN)) {
      return Result.fault(MessageFault.ACK_BLOCK_INVALID);
    }
    ByteReader reader = new ByteReader(plaintext);
    int hopLen = FirstHop.lenAt(plaintext, 0);
    byte[] firstHop = reader.bytes(hopLen);
    reader.skip(FirstHop.IPV6_LEN - hopLen);
    return Result.ok(new AckBlock(firstHop, reader.bytes(PACKET_LEN)));
  }

  /** First hop, zero-padded to 19, then the packet. */
  public byte[] toBytes() {
    return new ByteWriter(LEN)
        .bytes(firstHop)
        .zeros(FirstHop.IPV6_LEN - firstHop.length)
        .bytes(packet)
        .finish();
  }
}
