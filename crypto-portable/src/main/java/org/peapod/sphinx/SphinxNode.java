package org.peapod.sphinx;

import java.util.Arrays;
import org.peapod.bytes.ByteReader;
import org.peapod.bytes.Result;
import org.peapod.crypto.ConstantTime;
import org.peapod.crypto.MontgomeryLadder;
import org.peapod.crypto.ScalarModL;
import org.peapod.crypto.X25519;

/** A hop's side of the packet (chapter 1, section 9). */
public final class SphinxNode {
  private static final int ROUTING_OFFSET = SphinxGeometry.ROUTING_OFFSET;
  private static final int HEADER_LEN = SphinxGeometry.HEADER_LEN;

  private SphinxNode() {}

  /**
   * Removes one layer of a packet, which is not changed.
   *
   * <p>A fault means a silent drop. Not looked at here: whether the replay tag was seen before,
   * whether the next address is one, how long the delay is, whether the length is a {@link
   * PacketSize}.
   *
   * @param nodeSecret 32 bytes, the X25519 secret of the node
   */
  public static Result<Unwrapped> unwrap(byte[] nodeSecret, byte[] packet) {
    if (packet.length < SphinxGeometry.MIN_PACKET_LEN) {
      return Result.fault(SphinxFault.PACKET_TOO_SHORT);
    }
    byte[] groupElement = Arrays.copyOf(packet, SphinxGeometry.KEY_LEN);
    HopSecrets secrets = HopSecrets.expand(X25519.agree(nodeSecret, groupElement));
    Result<Unwrapped> result = unwrap(secrets, groupElement, packet);
    secrets.wipe();
    return result;
  }

  private static Result<Unwrapped> unwrap(HopSecrets secrets, byte[] groupElement, byte[] packet) {
    byte[] mac = secrets.mac(packet, ROUTING_OFFSET);
    if (!ConstantTime.equal(mac, 0, packet, SphinxGeometry.MAC_OFFSET, SphinxGeometry.MAC_LEN)) {
      return Result.fault(SphinxFault.WRONG_MAC);
    }
    byte[] raw = secrets.keystream();
    for (int i = 0; i < SphinxGeometry.ROUTING_LEN; i++) {
      raw[i] ^= packet[ROUTING_OFFSET + i];
    }
    if (raw[0] != RoutingBlock.FORWARD && raw[0] != RoutingBlock.FINAL) {
      return Result.fault(SphinxFault.UNKNOWN_ROUTING_FLAG);
    }
    if (packet.length - HEADER_LEN <= Lioness.LEFT_LEN) {
      return Result.fault(SphinxFault.PAYLOAD_TOO_SHORT);
    }
    ByteReader reader = new ByteReader(raw);
    reader.skip(RoutingBlock.VERSION_OFFSET);
    int version = reader.u16();
    byte[] out = packet.clone();
    byte[] payloadKey = secrets.payloadKey(version);
    Lioness.decrypt(payloadKey, out, HEADER_LEN, out.length - HEADER_LEN);
    Arrays.fill(payloadKey, (byte) 0);
    return raw[0] == RoutingBlock.FORWARD
        ? Result.ok(forward(secrets, version, groupElement, reader, out))
        : last(secrets, version, reader, out);
  }

  private static Unwrapped forward(
      HopSecrets secrets, int version, byte[] groupElement, ByteReader reader, byte[] out) {
    byte[] nextAddress = reader.bytes(SphinxGeometry.ADDRESS_LEN);
    long delayNanos = reader.i64();
    byte[] macAndRouting = reader.rest();
    byte[] blinded = blind(secrets, version, groupElement);
    System.arraycopy(blinded, 0, out, 0, blinded.length);
    System.arraycopy(macAndRouting, 0, out, SphinxGeometry.MAC_OFFSET, macAndRouting.length);
    return new Unwrapped.Forward(secrets.replayTag(), version, nextAddress, delayNanos, out);
  }

  private static byte[] blind(HopSecrets secrets, int version, byte[] groupElement) {
    byte[] blinding = secrets.blinding();
    byte[] blinded;
    if (SphinxVersion.hasLegacyBlinding(version)) {
      byte[] reduced = ScalarModL.encode(ScalarModL.reduce(ScalarModL.decode(blinding)));
      blinded = MontgomeryLadder.multiply(reduced, groupElement);
      Arrays.fill(reduced, (byte) 0);
    } else {
      blinded = X25519.agree(blinding, groupElement);
    }
    Arrays.fill(blinding, (byte) 0);
    return blinded;
  }

  private static Result<Unwrapped> last(
      HopSecrets secrets, int version, ByteReader reader, byte[] out) {
    byte[] destination = reader.bytes(SphinxGeometry.DESTINATION_LEN);
    byte[] identifier = reader.bytes(SphinxGeometry.IDENTIFIER_LEN);
    Result<byte[]> plaintext = SphinxPayload.recover(out, HEADER_LEN, out.length - HEADER_LEN);
    if (plaintext.isFault()) {
      return plaintext.castFault();
    }
    return Result.ok(
        new Unwrapped.Final(
            secrets.replayTag(), version, destination, identifier, plaintext.value()));
  }
}
