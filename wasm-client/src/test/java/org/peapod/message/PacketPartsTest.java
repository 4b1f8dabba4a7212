package org.peapod.message;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.peapod.bytes.ByteWriter;
import org.peapod.bytes.Utf8;
import org.peapod.sphinx.PacketSize;
import org.peapod.vectors.Hex;

/** Ack blocks, plaintexts, blobs, forward requests, envelopes: what is refused and why. */
class PacketPartsTest {
  private static final byte[] HOP4 = {4, 0, 1, 2, 3, 4, 5};
  private static final byte[] ACK = Filler.rule(386);

  @Test
  void ackBlockKeepsHopAndPacketAndDropsThePadding() {
    byte[] hop6 = Filler.rule(19);
    hop6[0] = 6;
    for (byte[] hop : new byte[][] {HOP4, hop6}) {
      byte[] bytes = new AckBlock(hop, ACK).toBytes();
      assertEquals(AckBlock.LEN, bytes.length);
      AckBlock parsed = AckBlock.parse(Filler.concat(bytes, new byte[9])).value();
      assertArrayEquals(hop, parsed.firstHop());
      assertArrayEquals(ACK, parsed.packet());
    }
  }

  @Test
  void plaintextWithoutAnAckBlockIsAFault() {
    byte[] block = new AckBlock(HOP4, ACK).toBytes();
    block[0] = 5;
    assertEquals(MessageFault.ACK_BLOCK_INVALID, PlaintextLayout.split(block).fault());
    assertEquals(MessageFault.ACK_BLOCK_INVALID, AckBlock.parse(new byte[404]).fault());
    assertEquals(MessageFault.ACK_BLOCK_INVALID, AckBlock.parse(new byte[0]).fault());
  }

  @Test
  void partsOfWrongLengthAreTheCallersMistake() {
    AckBlock ack = new AckBlock(HOP4, ACK);
    refused(() -> new AckBlock(new byte[0], ACK));
    refused(() -> new AckBlock(new byte[] {4, 0}, ACK));
    refused(() -> new AckBlock(HOP4, new byte[385]));
    refused(() -> PlaintextLayout.join(ack, new byte[1642], PacketSize.REGULAR));
    refused(() -> MessageSizes.of(PacketSize.ACK));
    refused(() -> new MixPacket(3, HOP4, ACK));
    refused(() -> new MixPacket(0, HOP4, new byte[387]));
    refused(() -> new MixPacket(0, new byte[] {9, 9}, ACK));
    refused(() -> AckKey.fromBytes(new byte[15]));
    refused(() -> FragmentCipher.open(new byte[31], new byte[32]));
    refused(() -> FragmentCipher.open(new byte[33], new byte[31]));
    refused(() -> FragmentCipher.seal(new byte[3], new byte[31], new byte[32]));
    refused(() -> FragmentCipher.openReply(new byte[31], new byte[16]));
    refused(() -> FragmentCipher.sealReply(new byte[31], new byte[15]));
    refused(() -> new MimeEnvelope(null, null, new byte[0]));
  }

  @Test
  void blobsAreToldApartByLength() {
    assertTrue(DeliveredBlob.classify(new byte[21]).value().isAck());
    assertFalse(DeliveredBlob.classify(new byte[1643]).value().isAck());
    for (int len : new int[] {0, 20, 22, 48, 1642, 1652, 2048}) {
      assertEquals(MessageFault.BLOB_LENGTH_UNKNOWN, DeliveredBlob.classify(new byte[len]).fault());
    }
  }

  @Test
  void ackOfWrongLengthOrUnderAnotherKeyIsAFault() {
    AckKey key = AckKey.fromBytes(new byte[16]);
    assertEquals(MessageFault.ACK_INVALID, AckPayload.open(key, new byte[20]).fault());
    byte[] payload = AckPayload.seal(key, FragmentId.COVER, new byte[16]);
    payload[16] ^= (byte) 0x80;
    assertEquals(MessageFault.ACK_INVALID, AckPayload.open(key, payload).fault());
    assertArrayEquals(new byte[16], key.toBytes());
  }

  @Test
  void wipedAckKeyIsZero() {
    AckKey key = AckKey.generate(MessageSamples.entropy(1));
    assertFalse(Hex.encode(key.toBytes()).startsWith("0000"));
    key.wipe();
    assertArrayEquals(new byte[16], key.toBytes());
  }

  @Test
  void forwardRequestsThatBreakARuleAreNamed() {
    byte[] good = new MixPacket(1, HOP4, ACK).toBytesV2();
    forward(MessageFault.MESSAGE_TOO_SHORT, new byte[1]);
    forward(MessageFault.PACKET_TYPE_UNKNOWN, with(good, 0, 2));
    forward(MessageFault.KEY_ROTATION_INVALID, with(good, 1, 3));
    forward(MessageFault.FIRST_HOP_INVALID, with(good, 2, 5));
    forward(MessageFault.FIRST_HOP_INVALID, new byte[2]);
    forward(MessageFault.FIRST_HOP_INVALID, new byte[] {0, 0, 4, 1, 2});
    forward(MessageFault.PACKET_LENGTH_UNKNOWN, Filler.concat(good, new byte[1]));
    assertEquals(MessageFault.MESSAGE_TOO_SHORT, MixPacket.parse(new byte[0], false).fault());
  }

  @Test
  void sizeIsTheSecondaryOneOnlyWhereItNeedsFewerPackets() {
    var regular = PacketSize.REGULAR;
    assertEquals(regular, MessageSizes.choose(1, regular, PacketSize.EXTENDED_32));
    assertEquals(regular, MessageSizes.choose(9000, regular, regular));
    assertEquals(PacketSize.EXTENDED_8, MessageSizes.choose(5000, regular, PacketSize.EXTENDED_8));
  }

  @Test
  void coverIsRecognisedOnlyWhole() {
    byte[] cover = CoverContent.ofLen(1611);
    assertTrue(CoverContent.isCover(cover));
    assertFalse(CoverContent.isCover(new byte[17]));
    assertFalse(CoverContent.isCover(with(cover, 17, '?')));
  }

  @Test
  void labelsAreThree() {
    assertTrue(KeyRotationLabel.isValid(0));
    assertFalse(KeyRotationLabel.isValid(-1));
    assertFalse(KeyRotationLabel.isValid(3));
  }

  @Test
  void envelopesThatBreakARuleAreFaults() {
    envelope(new byte[7]);
    envelope(new ByteWriter(8).u64(-1).finish());
    envelope(new ByteWriter(8).u64(1L << 40).finish());
    envelope(json("{"));
    envelope(json("{\"mimeType\":5}"));
    envelope(json("{\"mimeType\":\"a\",\"headers\":5}"));
    assertNull(MimeEnvelope.parse(json("{\"mimeType\":\"a\",\"x\":1}")).value().headers());
  }

  private static byte[] json(String text) {
    byte[] utf8 = Utf8.encode(text);
    return new ByteWriter(8 + utf8.length).u64(utf8.length).bytes(utf8).finish();
  }

  private static void envelope(byte[] bytes) {
    assertEquals(MessageFault.ENVELOPE_INVALID, MimeEnvelope.parse(bytes).fault());
  }

  private static void forward(MessageFault fault, byte[] bytes) {
    assertEquals(fault, MixPacket.parse(bytes, true).fault());
  }

  private static byte[] with(byte[] bytes, int at, int value) {
    byte[] out = bytes.clone();
    out[at] = (byte) value;
    return out;
  }

  private static void refused(Executable call) {
    assertThrows(IllegalArgumentException.class, call);
  }
}
