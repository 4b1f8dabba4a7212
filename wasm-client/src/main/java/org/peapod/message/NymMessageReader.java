package org.peapod.message;

import java.util.ArrayList;
import java.util.List;
import org.peapod.bytes.ByteReader;
import org.peapod.bytes.Fault;
import org.peapod.bytes.Result;
import org.peapod.crypto.Ed25519;

/** Parses messages; every announced length is checked before memory is taken for it. */
final class NymMessageReader {
  private NymMessageReader() {}

  static Result<NymMessage> read(byte[] bytes) {
    if (bytes.length == 0) {
      return Result.fault(MessageFault.MESSAGE_EMPTY);
    }
    ByteReader reader = new ByteReader(bytes);
    return switch (reader.u8()) {
      case MessageProtocol.PLAIN -> Result.ok(new NymMessage.Plain(reader.rest()));
      case MessageProtocol.REPLIABLE -> readRepliable(reader);
      case MessageProtocol.REPLY -> readReply(reader);
      default -> Result.fault(MessageFault.MESSAGE_TYPE_UNKNOWN);
    };
  }

  private static Result<NymMessage> readReply(ByteReader reader) {
    if (reader.remaining() < 2) {
      return Result.fault(MessageFault.MESSAGE_TOO_SHORT);
    }
    int tag = reader.u8();
    if (tag == MessageProtocol.REPLY_DATA) {
      return Result.ok(new NymMessage.ReplyData(reader.rest()));
    }
    return tag == MessageProtocol.SURB_REQUEST
        ? readSurbRequest(reader)
        : Result.fault(MessageFault.CONTENT_TAG_UNKNOWN);
  }

  private static Result<NymMessage> readSurbRequest(ByteReader reader) {
    byte[] identity = reader.bytes(Ed25519.KEY_LEN);
    byte[] encryption = reader.bytes(32);
    byte[] gateway = reader.bytes(Ed25519.KEY_LEN);
    long amount = reader.u32();
    if (!reader.endedExactly() || !Ed25519.isPoint(identity) || !Ed25519.isPoint(gateway)) {
      return Result.fault(MessageFault.SURB_REQUEST_INVALID);
    }
    byte[] recipient = new byte[NymMessage.CLIENT_ADDRESS_LEN];
    System.arraycopy(identity, 0, recipient, 0, 32);
    System.arraycopy(encryption, 0, recipient, 32, 32);
    System.arraycopy(gateway, 0, recipient, 64, 32);
    return Result.ok(new NymMessage.SurbRequest(recipient, amount));
  }

  private static Result<NymMessage> readRepliable(ByteReader reader) {
    byte[] senderTag = reader.bytes(NymMessage.SENDER_TAG_LEN);
    int tag = reader.u8();
    if (!reader.hasOverrun() && tag >= MessageProtocol.REPLIABLE_TAGS) {
      return Result.fault(MessageFault.CONTENT_TAG_UNKNOWN);
    }
    boolean second = tag >= MessageProtocol.V2_TAGS_FROM;
    long count = second ? reader.u16() : reader.u32();
    int hops = second ? reader.u8() : 0;
    int keyRotation = second ? reader.u8() : KeyRotationLabel.UNKNOWN;
    if (reader.hasOverrun()) {
      return Result.fault(MessageFault.MESSAGE_TOO_SHORT);
    }
    int surbLen = second ? ReplySurb.v2Len(hops) : ReplySurb.V1_LEN;
    Fault fault = checkSurbs(reader.remaining(), count, surbLen, keyRotation);
    if (fault == null && count > 0 && hops > ReplySurb.MAX_HOPS) {
      fault = MessageFault.SURB_HOPS_INVALID;
    }
    List<ReplySurb> surbs = new ArrayList<>();
    if (fault == null) {
      fault = readSurbs(reader, (int) count, surbLen, keyRotation, surbs);
    }
    return fault != null ? Result.fault(fault) : repliable(senderTag, tag, surbs, reader);
  }

  private static MessageFault checkSurbs(int left, long count, int surbLen, int keyRotation) {
    if (!KeyRotationLabel.isValid(keyRotation)) {
      return MessageFault.KEY_ROTATION_INVALID;
    }
    return count > NymMessage.MAX_SURBS || count * surbLen > left
        ? MessageFault.SURBS_TOO_MANY
        : null;
  }

  private static Fault readSurbs(
      ByteReader reader, int count, int len, int keyRotation, List<ReplySurb> into) {
    for (int i = 0; i < count; i++) {
      Result<ReplySurb> surb = ReplySurb.read(reader, len, keyRotation);
      if (surb.isFault()) {
        return surb.fault();
      }
      into.add(surb.value());
    }
    return null;
  }

  /** Bytes behind the SURBs of a message without data are passed over, as section 3 wants. */
  private static Result<NymMessage> repliable(
      byte[] senderTag, int tag, List<ReplySurb> surbs, ByteReader reader) {
    NymMessage.Purpose purpose =
        NymMessage.Purpose.values()[tag % NymMessage.Purpose.values().length];
    byte[] data = purpose == NymMessage.Purpose.DATA ? reader.rest() : new byte[0];
    return Result.ok(new NymMessage.Repliable(senderTag, purpose, surbs, data));
  }
}
