package org.peapod.message;

import java.util.List;
import org.peapod.bytes.ByteWriter;

/** Serializes messages (chapter 2, section 3). */
final class NymMessageWriter {
  private NymMessageWriter() {}

  static int len(NymMessage message) {
    if (message instanceof NymMessage.Plain plain) {
      return 1 + plain.data().length;
    }
    if (message instanceof NymMessage.ReplyData reply) {
      return 2 + reply.data().length;
    }
    if (message instanceof NymMessage.Repliable repliable) {
      int surbs = repliable.surbs().size() * ReplySurb.v2Len(hops(repliable.surbs()));
      return MessageProtocol.REPLIABLE_PREFIX_LEN + surbs + repliable.data().length;
    }
    return MessageProtocol.SURB_REQUEST_LEN;
  }

  static void write(NymMessage message, ByteWriter out) {
    if (message instanceof NymMessage.Plain plain) {
      out.u8(MessageProtocol.PLAIN).bytes(plain.data());
    } else if (message instanceof NymMessage.ReplyData reply) {
      out.u8(MessageProtocol.REPLY).u8(MessageProtocol.REPLY_DATA).bytes(reply.data());
    } else if (message instanceof NymMessage.SurbRequest request) {
      out.u8(MessageProtocol.REPLY).u8(MessageProtocol.SURB_REQUEST);
      out.bytes(request.recipient()).u32(request.amount());
    } else {
      writeRepliable((NymMessage.Repliable) message, out);
    }
  }

  private static void writeRepliable(NymMessage.Repliable message, ByteWriter out) {
    List<ReplySurb> surbs = message.surbs();
    int hops = hops(surbs);
    int keyRotation = surbs.isEmpty() ? KeyRotationLabel.UNKNOWN : surbs.get(0).keyRotation();
    out.u8(MessageProtocol.REPLIABLE).bytes(message.senderTag());
    out.u8(MessageProtocol.V2_TAGS_FROM + message.purpose().ordinal());
    out.u16(surbs.size()).u8(hops).u8(keyRotation);
    for (ReplySurb surb : surbs) {
      if (!surb.hasSeeds() || surb.hops() != hops || surb.keyRotation() != keyRotation) {
        throw new IllegalStateException(
            "the SURBs of one message need seeds, the same hops and the same rotation");
      }
      surb.writeTo(out);
    }
    out.bytes(message.data());
  }

  private static int hops(List<ReplySurb> surbs) {
    return surbs.isEmpty() ? 0 : surbs.get(0).hops();
  }
}
