package org.peapod.gateway;

import org.peapod.bytes.ByteReader;
import org.peapod.bytes.ByteWriter;
import org.peapod.bytes.Result;

/**
 * The plaintext of a binary request: a packet and where to send it (3.10). Byte strings are not
 * copied.
 *
 * @param packetType 0 Sphinx, 2 Outfox
 * @param rotationLabel 0 unknown, 1 odd, 2 even; 0 in kind 1, which does not carry it
 * @param firstHop type, port and address, 7 or 19 bytes
 * @param packet of one of the allowed lengths
 */
public record ForwardRequest(int packetType, int rotationLabel, byte[] firstHop, byte[] packet) {

  /** A Sphinx packet's request; arguments that no gateway takes are a mistake of the caller. */
  public static ForwardRequest ofSphinx(int rotationLabel, byte[] firstHop, byte[] packet) {
    if (rotationLabel < 0 || rotationLabel > GatewayProtocol.MAX_ROTATION_LABEL) {
      throw new IllegalArgumentException("rotation label must be 0, 1 or 2, got " + rotationLabel);
    }
    int hopLen = firstHop.length == 0 ? 0 : GatewayProtocol.hopLength(firstHop[0]);
    if (hopLen == 0 || hopLen != firstHop.length) {
      throw new IllegalArgumentException("first hop must be 7 or 19 bytes that start with 4 or 6");
    }
    if (!GatewayProtocol.isPacketLength(packet.length)) {
      throw new IllegalArgumentException("no packet has " + packet.length + " bytes");
    }
    return new ForwardRequest(GatewayProtocol.PACKET_TYPE_MIX, rotationLabel, firstHop, packet);
  }

  /** The plaintext for frames of this kind. */
  public byte[] toBytes(int kind) {
    boolean labelled = kind == GatewayProtocol.KIND_FORWARD_V2;
    ByteWriter out = new ByteWriter((labelled ? 2 : 1) + firstHop.length + packet.length);
    out.u8(packetType);
    if (labelled) {
      out.u8(rotationLabel);
    }
    return out.bytes(firstHop).bytes(packet).finish();
  }

  /** Reads the plaintext of a frame of this kind. */
  public static Result<ForwardRequest> fromBytes(int kind, byte[] plaintext) {
    ByteReader in = new ByteReader(plaintext);
    int packetType = in.u8();
    int label = kind == GatewayProtocol.KIND_FORWARD_V2 ? in.u8() : 0;
    int hopType = in.remaining() > 0 ? plaintext[plaintext.length - in.remaining()] : 0;
    byte[] firstHop = in.bytes(GatewayProtocol.hopLength(hopType));
    if (in.hasOverrun() || in.remaining() == 0) {
      return Result.fault(GatewayFault.FORWARD_TRUNCATED);
    }
    if (packetType != GatewayProtocol.PACKET_TYPE_MIX
        && packetType != GatewayProtocol.PACKET_TYPE_OUTFOX) {
      return Result.fault(GatewayFault.PACKET_TYPE_UNKNOWN);
    }
    if (label > GatewayProtocol.MAX_ROTATION_LABEL) {
      return Result.fault(GatewayFault.ROTATION_LABEL_INVALID);
    }
    if (firstHop.length == 0) {
      return Result.fault(GatewayFault.FIRST_HOP_INVALID);
    }
    return GatewayProtocol.isPacketLength(in.remaining())
        ? Result.ok(new ForwardRequest(packetType, label, firstHop, in.rest()))
        : Result.fault(GatewayFault.PACKET_LENGTH_INVALID);
  }
}
