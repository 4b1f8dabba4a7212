package org.peapod.message;

import org.peapod.bytes.ByteReader;
import org.peapod.bytes.ByteWriter;
import org.peapod.bytes.Result;
import org.peapod.sphinx.PacketSize;

/**
 * A Sphinx packet and where its way begins: what a client asks its gateway to forward (chapter 2,
 * 9.1).
 *
 * @param keyRotation label of the node keys it was made for; see {@link KeyRotationLabel}
 * @param firstHop unpadded node address, 7 or 19 bytes
 * @param packet of one of the five lengths
 */
public record MixPacket(int keyRotation, byte[] firstHop, byte[] packet) {
  /** Packet type of Sphinx, the only one of this client. */
  public static final int TYPE_SPHINX = 0;

  /** Refuses what no gateway forwards. */
  public MixPacket {
    FirstHop.require(firstHop);
    if (!KeyRotationLabel.isValid(keyRotation)) {
      throw new IllegalArgumentException(MessageFault.KEY_ROTATION_INVALID.explanation());
    }
    if (PacketSize.ofPacketLen(packet.length) == null) {
      throw new IllegalArgumentException(MessageFault.PACKET_LENGTH_UNKNOWN.explanation());
    }
  }

  /**
   * Reads the bytes of a forward request, as a gateway does.
   *
   * @param v2 whether a rotation label follows the type; without one the label is unknown
   */
  public static Result<MixPacket> parse(byte[] bytes, boolean v2) {
    ByteReader reader = new ByteReader(bytes);
    int type = reader.u8();
    int keyRotation = v2 ? reader.u8() : KeyRotationLabel.UNKNOWN;
    if (reader.hasOverrun()) {
      return Result.fault(MessageFault.MESSAGE_TOO_SHORT);
    }
    if (type != TYPE_SPHINX) {
      return Result.fault(MessageFault.PACKET_TYPE_UNKNOWN);
    }
    if (!KeyRotationLabel.isValid(keyRotation)) {
      return Result.fault(MessageFault.KEY_ROTATION_INVALID);
    }
    int off = bytes.length - reader.remaining();
    if (!FirstHop.isValid(bytes, off, reader.remaining())) {
      return Result.fault(MessageFault.FIRST_HOP_INVALID);
    }
    byte[] firstHop = reader.bytes(FirstHop.lenAt(bytes, off));
    return PacketSize.ofPacketLen(reader.remaining()) == null
        ? Result.fault(MessageFault.PACKET_LENGTH_UNKNOWN)
        : Result.ok(new MixPacket(keyRotation, firstHop, reader.rest()));
  }

  /** The form for gateways of protocol 5 and newer: type, label, first hop, packet. */
  public byte[] toBytesV2() {
    return new ByteWriter(2 + firstHop.length + packet.length)
        .u8(TYPE_SPHINX)
        .u8(keyRotation)
        .bytes(firstHop)
        .bytes(packet)
        .finish();
  }

  /** The form for older gateways, without the label. */
  public byte[] toBytesV1() {
    return new ByteWriter(1 + firstHop.length + packet.length)
        .u8(TYPE_SPHINX)
        .bytes(firstHop)
        .bytes(packet)
        .finish();
  }
}
