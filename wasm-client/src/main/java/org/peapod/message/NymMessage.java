package org.peapod.message;

import java.util.List;
import org.peapod.bytes.ByteWriter;
import org.peapod.bytes.Result;

/**
 * What two clients say to each other, before padding and after reassembly (chapter 2, section 3).
 *
 * <p>Byte arrays of these records are not copied; whoever hands one over must not change it.
 */
public sealed interface NymMessage {
  /** Length of the tag that stands for an anonymous sender. */
  int SENDER_TAG_LEN = 16;

  /** Length of a client address. */
  int CLIENT_ADDRESS_LEN = 96;

  /** Most reply SURBs accepted in one message. */
  int MAX_SURBS = 4096;

  /**
   * Data from a sender who gives no way to answer.
   *
   * @param data 0 bytes or more
   */
  record Plain(byte[] data) implements NymMessage {}

  /** What a repliable message is for. */
  enum Purpose {
    /** Carries data of the application. */
    DATA,
    /** Answers a request for SURBs. */
    ADDITIONAL_SURBS,
    /** Only shows that the sender lives; nobody sends these. */
    HEARTBEAT
  }

  /**
   * A message from an anonymous sender, with SURBs to answer.
   *
   * @param senderTag 16 bytes that stand for the sender
   * @param surbs when sent, all with seeds, the same number of hops and the same rotation
   * @param data 0 bytes or more, none unless the purpose is {@link Purpose#DATA}
   */
  record Repliable(byte[] senderTag, Purpose purpose, List<ReplySurb> surbs, byte[] data)
      implements NymMessage {
    /** Refuses what cannot be sent or received. */
    public Repliable {
      if (senderTag.length != SENDER_TAG_LEN || surbs.size() > MAX_SURBS) {
        throw new IllegalArgumentException("needs a tag of 16 bytes and at most 4096 SURBs");
      }
      if (purpose != Purpose.DATA && data.length > 0) {
        throw new IllegalArgumentException("only messages with the purpose DATA carry data");
      }
    }
  }

  /** A message that travels on SURBs of its recipient. */
  sealed interface Reply extends NymMessage {}

  /**
   * An answer to an anonymous sender.
   *
   * @param data at least one byte
   */
  record ReplyData(byte[] data) implements Reply {
    /** Refuses the empty reply, which no recipient accepts. */
    public ReplyData {
      if (data.length == 0) {
        throw new IllegalArgumentException("a reply carries at least one byte of data");
      }
    }
  }

  /**
   * Asks an anonymous sender for more SURBs.
   *
   * @param recipient the asking client's address, 96 bytes (section 2.1)
   * @param amount how many, 0 … 2^32 − 1
   */
  record SurbRequest(byte[] recipient, long amount) implements Reply {
    /** Refuses lengths and amounts that do not fit the fields. */
    public SurbRequest {
      if (recipient.length != CLIENT_ADDRESS_LEN || amount < 0 || amount > 0xffffffffL) {
        throw new IllegalArgumentException("needs an address of 96 bytes and an unsigned amount");
      }
    }
  }

  /** Reads any message that a client may send, in both encodings of SURBs. */
  static Result<NymMessage> parse(byte[] bytes) {
    return NymMessageReader.read(bytes);
  }

  /** The serialized form; SURBs in the second encoding, the only one that is sent. */
  default byte[] toBytes() {
    ByteWriter out = new ByteWriter(serializedLen());
    writeTo(out);
    return out.finish();
  }

  /** The length of the serialized form. */
  default int serializedLen() {
    return NymMessageWriter.len(this);
  }

  /** Writes exactly {@link #serializedLen()} bytes. */
  default void writeTo(ByteWriter out) {
    NymMessageWriter.write(this, out);
  }
}
