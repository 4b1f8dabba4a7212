package org.peapod.gateway;

import org.peapod.bytes.ByteWriter;
import org.peapod.bytes.Result;
import org.peapod.crypto.Entropy;

/**
 * Binary frames of both directions: kind, flag, nonce, sealed plaintext (3.10, 3.11). The plaintext
 * is authenticated, kind and flag are not.
 */
public final class BinaryFrame {
  private static final int ENCRYPTED = 1;
  private static final int NONCE_OFF = 2;
  private static final int SEALED_OFF = NONCE_OFF + GatewayProtocol.NONCE_LEN;

  private BinaryFrame() {}

  /** A client's frame of a packet; kind 1 leaves the rotation label out. */
  public static byte[] sealForward(
      SharedKey key, int kind, ForwardRequest request, Entropy entropy) {
    if (kind != GatewayProtocol.KIND_FORWARD_V1 && kind != GatewayProtocol.KIND_FORWARD_V2) {
      throw new IllegalArgumentException("requests are of kind 1 or 2, got " + kind);
    }
    return seal(key, kind, request.toBytes(kind), entropy);
  }

  /** A gateway's frame of a pushed payload. */
  public static byte[] sealPushed(SharedKey key, byte[] payload, Entropy entropy) {
    return seal(key, GatewayProtocol.KIND_PUSHED, payload, entropy);
  }

  /** The packet in a client's frame. */
  public static Result<ForwardRequest> openForward(SharedKey key, byte[] frame) {
    Result<byte[]> plaintext = open(key, frame, GatewayProtocol.KIND_FORWARD_V2);
    return plaintext.isFault()
        ? plaintext.castFault()
        : ForwardRequest.fromBytes(frame[0], plaintext.value());
  }

  /** The payload in a gateway's frame. */
  public static Result<byte[]> openPushed(SharedKey key, byte[] frame) {
    return open(key, frame, GatewayProtocol.KIND_PUSHED);
  }

  private static byte[] seal(SharedKey key, int kind, byte[] plaintext, Entropy entropy) {
    byte[] nonce = entropy.bytes(GatewayProtocol.NONCE_LEN);
    return new ByteWriter(plaintext.length + GatewayProtocol.FRAME_OVERHEAD)
        .u8(kind)
        .u8(ENCRYPTED)
        .bytes(nonce)
        .bytes(key.seal(nonce, plaintext))
        .finish();
  }

  private static Result<byte[]> open(SharedKey key, byte[] frame, int highestKind) {
    if (frame.length < GatewayProtocol.FRAME_OVERHEAD) {
      return Result.fault(GatewayFault.FRAME_TOO_SHORT);
    }
    if (frame.length > GatewayProtocol.MAX_FRAME_LEN) {
      return Result.fault(GatewayFault.FRAME_TOO_LONG);
    }
    if (frame[0] < 1 || frame[0] > highestKind) {
      return Result.fault(GatewayFault.FRAME_KIND_UNKNOWN);
    }
    if (frame[1] != ENCRYPTED) {
      return Result.fault(
          frame[1] == 0 ? GatewayFault.FRAME_NOT_ENCRYPTED : GatewayFault.FRAME_FLAG_INVALID);
    }
    byte[] nonce = new byte[GatewayProtocol.NONCE_LEN];
    System.arraycopy(frame, NONCE_OFF, nonce, 0, nonce.length);
    byte[] plaintext = key.open(nonce, frame, SEALED_OFF, frame.length - SEALED_OFF);
    return plaintext == null
        ? Result.fault(GatewayFault.FRAME_UNDECRYPTABLE)
        : Result.ok(plaintext);
  }
}
