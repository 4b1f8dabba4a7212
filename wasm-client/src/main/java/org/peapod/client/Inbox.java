package org.peapod.client;

import java.util.List;
import org.peapod.address.ClientAddress;
import org.peapod.address.SenderTag;
import org.peapod.bytes.Result;
import org.peapod.message.AckPayload;
import org.peapod.message.CoverContent;
import org.peapod.message.DeliveredBlob;
import org.peapod.message.Fragment;
import org.peapod.message.FragmentCipher;
import org.peapod.message.FragmentId;
import org.peapod.message.NymMessage;
import org.peapod.message.Reassembler;
import org.peapod.message.ReassemblyOutcome;
import org.peapod.message.ReplySurb;
import org.peapod.reply.FragmentOrigins;
import org.peapod.reply.OpenedReply;
import org.peapod.reply.ReplyKeys;

/**
 * The way in: a blob that the gateway pushed becomes an acknowledgement, a cover packet come home,
 * or a piece of a message (chapter 2, section 11). What breaks a rule is counted and dropped.
 */
final class Inbox {
  /** What a blob turned out to be for the rest of the client. */
  interface Listener {
    /** An acknowledgement of one of our real packets. */
    void acknowledged(FragmentId id);

    /** A whole message for the application; the tag is {@code null} for a plain one. */
    void received(byte[] data, byte[] senderTag);

    /**
     * SURBs of an anonymous sender.
     *
     * @param requested whether they came as the answer to a request, not with data
     */
    void surbsArrived(SenderTag tag, List<ReplySurb> surbs, boolean requested);

    /**
     * A recipient of ours asks for SURBs.
     *
     * @param cameTo the tag of the SURB that the request came on
     */
    void surbRequested(SenderTag cameTo, ClientAddress address, long amount);
  }

  private final ClientSecrets secrets;
  private final Reassembler reassembler;
  private final ReplyKeys replyKeys;
  private final FragmentOrigins origins = new FragmentOrigins(FragmentOrigins.DEFAULT_LIMIT);
  private final Listener listener;
  private long acks;
  private long coverAcks;
  private long real;
  private long cover;
  private long messages;
  private long dropped;

  Inbox(ClientSecrets secrets, Reassembler reassembler, ReplyKeys replyKeys, Listener listener) {
    this.secrets = secrets;
    this.reassembler = reassembler;
    this.replyKeys = replyKeys;
    this.listener = listener;
  }

  void accept(double nowMs, byte[] bytes) {
    Result<DeliveredBlob> blob = DeliveredBlob.classify(bytes);
    if (blob.isFault()) {
      dropped++;
    } else if (blob.value().isAck()) {
      acceptAck(bytes);
    } else {
      acceptMessageBlob(nowMs, bytes);
    }
  }

  private void acceptMessageBlob(double nowMs, byte[] bytes) {
    OpenedReply reply = replyKeys.open(bytes);
    if (reply == null) {
      acceptFragment(nowMs, FragmentCipher.open(bytes, secrets.encryptionSecret()), null);
    } else {
      acceptFragment(nowMs, reply.fragment(), reply.tag());
    }
  }

  private void acceptAck(byte[] payload) {
    Result<FragmentId> id = AckPayload.open(secrets.ackKey(), payload);
    if (id.isFault()) {
      dropped++;
    } else if (id.value().isCover()) {
      coverAcks++;
    } else {
      acks++;
      listener.acknowledged(id.value());
    }
  }

  /** Takes a decrypted fragment; the tag is that of the SURB it came on, if it came on one. */
  private void acceptFragment(double nowMs, byte[] fragment, SenderTag cameTo) {
    if (CoverContent.isCover(fragment)) {
      cover++;
      return;
    }
    real++;
    Result<Fragment> parsed = Fragment.parse(fragment);
    if (parsed.isFault() || !origins.isConsistent(parsed.value(), cameTo)) {
      dropped++;
      return;
    }
    ReassemblyOutcome outcome = reassembler.accept(nowMs, fragment);
    if (outcome instanceof ReassemblyOutcome.Complete complete) {
      acceptMessage(complete.message(), cameTo);
    } else if (outcome instanceof ReassemblyOutcome.Refused) {
      dropped++;
    }
  }

  private void acceptMessage(byte[] serialized, SenderTag cameTo) {
    Result<NymMessage> parsed = NymMessage.parse(serialized);
    if (parsed.isFault()) {
      dropped++;
      return;
    }
    if (cameTo == null) {
      acceptOpen(parsed.value());
    } else {
      acceptReply(parsed.value(), cameTo);
    }
  }

  /**
   * What came to our address. A reply never does: who sends one there wants to find out whether the
   * address belongs to a sender that it knows by its SURBs.
   */
  private void acceptOpen(NymMessage message) {
    if (message instanceof NymMessage.Plain plain) {
      deliver(plain.data(), null);
    } else if (message instanceof NymMessage.Repliable repliable) {
      acceptRepliable(repliable);
    } else {
      dropped++;
    }
  }

  /** What came on SURBs of ours. */
  private void acceptReply(NymMessage message, SenderTag cameTo) {
    if (message instanceof NymMessage.ReplyData reply) {
      deliver(reply.data(), null);
    } else if (message instanceof NymMessage.SurbRequest request) {
      ClientAddress address = ClientAddress.fromBytes(request.recipient()).value();
      listener.surbRequested(cameTo, address, request.amount());
    } else {
      dropped++;
    }
  }

  /** The SURBs are stored before the data is told, so that an answer finds them. */
  private void acceptRepliable(NymMessage.Repliable repliable) {
    SenderTag tag = SenderTag.fromBytes(repliable.senderTag()).value();
    boolean requested = repliable.purpose() == NymMessage.Purpose.ADDITIONAL_SURBS;
    listener.surbsArrived(tag, repliable.surbs(), requested);
    if (repliable.purpose() == NymMessage.Purpose.DATA) {
      deliver(repliable.data(), repliable.senderTag());
    }
  }

  private void deliver(byte[] data, byte[] senderTag) {
    messages++;
    listener.received(data, senderTag);
  }

  long acks() {
    return acks;
  }

  long coverAcks() {
    return coverAcks;
  }

  long real() {
    return real;
  }

  long cover() {
    return cover;
  }

  long messages() {
    return messages;
  }

  long dropped() {
    return dropped;
  }
}
