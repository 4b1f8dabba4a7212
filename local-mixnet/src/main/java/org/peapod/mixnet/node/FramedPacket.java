package org.peapod.mixnet.node;

import org.peapod.bytes.ByteReader;
import org.peapod.bytes.ByteWriter;
import org.peapod.bytes.Result;
import org.peapod.sphinx.PacketSize;

/**
 * A packet as it travels between nodes (chapter 2, section 9.2): {@code version ‖ size tag ‖ type ‖
 * rotation ‖ packet}. Version 7 lacks the rotation byte, which then counts as unknown.
 *
 * @param rotationLabel 0 unknown, 1 odd, 2 even
 * @param packet a Sphinx packet of a known size
 */
record FramedPacket(int rotationLabel, byte[] packet) {
  private static final int VERSION = 8;
  private static final int VERSION_WITHOUT_ROTATION = 7;
  private static final int HEADER_LEN = 4;
  private static final int TYPE_MIX = 0;

  /** Reads one; a fault is a {@link DropReason}. */
  static Result<FramedPacket> parse(byte[] bytes) {
    ByteReader reader = new ByteReader(bytes);
    int version = reader.u8();
    int sizeTag = reader.u8();
    int type = reader.u8();
    int label = version == VERSION_WITHOUT_ROTATION ? 0 : reader.u8();
    if (reader.hasOverrun()) {
      return Result.fault(DropReason.FRAME_TOO_SHORT);
    }
    DropReason reason = check(version, sizeTag, type, label, reader.remaining());
    return reason == null
        ? Result.ok(new FramedPacket(label, reader.rest()))
        : Result.fault(reason);
  }

  /** The bytes, always of version 8. */
  byte[] toBytes() {
    PacketSize size = PacketSize.ofPacketLen(packet.length);
    if (size == null) {
      throw new IllegalStateException("no packet size has " + packet.length + " bytes");
    }
    return new ByteWriter(HEADER_LEN + packet.length)
        .u8(VERSION)
        .u8(size.tag())
        .u8(TYPE_MIX)
        .u8(rotationLabel)
        .bytes(packet)
        .finish();
  }

  private static DropReason check(int version, int sizeTag, int type, int label, int len) {
    if (version != VERSION && version != VERSION_WITHOUT_ROTATION) {
      return DropReason.UNKNOWN_FRAME_VERSION;
    }
    if (type != TYPE_MIX) {
      return DropReason.UNSUPPORTED_PACKET_TYPE;
    }
    PacketSize size = PacketSize.ofTag(sizeTag);
    if (size == null) {
      return DropReason.UNKNOWN_PACKET_SIZE;
    }
    if (len != size.packetLen()) {
      return DropReason.WRONG_PACKET_LENGTH;
    }
    return label > 2 ? DropReason.UNKNOWN_ROTATION : null;
  }
}
