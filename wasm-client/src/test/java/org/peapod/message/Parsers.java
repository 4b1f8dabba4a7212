package org.peapod.message;

import java.util.Arrays;
import org.peapod.bytes.Result;

/** Every reader of foreign bytes in this package; what they accept must hold together. */
final class Parsers {
  private static final Reassembler.Limits LIMITS = new Reassembler.Limits(4, 10_000, 4);

  private Parsers() {}

  /** Hands some bytes to all readers. */
  static void all(byte[] bytes) {
    message(bytes);
    fragment(bytes);
    MessagePadding.unpad(bytes);
    FragmentId.parse(bytes);
    AckBlock.parse(bytes);
    PlaintextLayout.split(bytes);
    DeliveredBlob.classify(bytes);
    MixPacket.parse(bytes, true);
    MixPacket.parse(bytes, false);
    MimeEnvelope.parse(bytes);
    CoverContent.isCover(bytes);
    AckPayload.open(AckKey.fromBytes(new byte[16]), bytes);
    reassembly(new Reassembler(LIMITS), bytes);
  }

  static void message(byte[] bytes) {
    Result<NymMessage> parsed = NymMessage.parse(bytes);
    if (parsed.isOk() && parsed.value() instanceof NymMessage.Repliable repliable) {
      repliable.surbs().forEach(surb -> require(surb.hops() >= 1 && surb.hops() <= 5));
      require(repliable.surbs().size() * 412 + repliable.data().length <= bytes.length);
    }
  }

  static void fragment(byte[] bytes) {
    Result<Fragment> parsed = Fragment.parse(bytes);
    if (parsed.isOk()) {
      int headerLen = parsed.value().headerLen();
      byte[] again = parsed.value().toBytes(bytes, headerLen, bytes.length - headerLen);
      require(Arrays.equals(bytes, again));
    }
  }

  /** Cuts the bytes into fragments, each behind a length byte, and hands them in one by one. */
  static void reassembly(Reassembler reassembler, byte[] bytes) {
    int at = 0;
    while (at < bytes.length) {
      int end = Math.min(bytes.length, at + 1 + (bytes[at] & 0x1f));
      byte[] fragment = Arrays.copyOfRange(bytes, at + 1, end);
      reassembler.accept(at, fragment);
      require(reassembler.heldBytes() >= 0 && reassembler.heldBytes() <= 10_000);
      require(reassembler.openSets() <= 4 && reassembler.usedIds() <= 4);
      at = end;
    }
    reassembler.expire(Reassembler.EXPIRY_MS + bytes.length);
    require(reassembler.heldBytes() == 0 && reassembler.openSets() == 0);
  }

  private static void require(boolean holds) {
    if (!holds) {
      throw new AssertionError("a reader accepted what does not hold together");
    }
  }
}
