package org.peapod.client;

import org.peapod.bytes.Result;
import org.peapod.message.AckPayload;
import org.peapod.message.CoverContent;
import org.peapod.message.DeliveredBlob;
import org.peapod.message.FragmentCipher;
import org.peapod.message.FragmentId;
import org.peapod.message.NymMessage;
import org.peapod.message.Reassembler;
import org.peapod.message.ReassemblyOutcome;

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
  }

  private final ClientSecrets secrets;
  private final Reassembler reassembler;
  private final Listener listener;
  private long acks;
  private long coverAcks;
  private long real;
  private long cover;
  private long messages;
  private long dropped;

  Inbox(ClientSecrets secrets, Reassembler reassembler, Listener listener) {
    this.secrets = secrets;
    this.reassembler = reassembler;
    this.listener = listener;
  }

  void accept(double nowMs, byte[] bytes) {
    Result<DeliveredBlob> blob = DeliveredBlob.classify(bytes);
    if (blob.isFault()) {
      dropped++;
    } else if (blob.value().isAck()) {
      acceptAck(bytes);
    } else {
      acceptFragment(nowMs, FragmentCipher.open(bytes, secrets.encryptionSecret()));
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

  private void acceptFragment(double nowMs, byte[] fragment) {
    if (CoverContent.isCover(fragment)) {
      cover++;
      return;
    }
    real++;
    ReassemblyOutcome outcome = reassembler.accept(nowMs, fragment);
    if (outcome instanceof ReassemblyOutcome.Complete complete) {
      acceptMessage(complete.message());
    } else if (outcome instanceof ReassemblyOutcome.Refused) {
      dropped++;
    }
  }

  private void acceptMessage(byte[] serialized) {
    Result<NymMessage> parsed = NymMessage.parse(serialized);
    if (parsed.isFault()) {
      dropped++;
      return;
    }
    NymMessage message = parsed.value();
    if (message instanceof NymMessage.Plain plain) {
      deliver(plain.data(), null);
    } else if (message instanceof NymMessage.Repliable repliable
        && repliable.purpose() == NymMessage.Purpose.DATA) {
      deliver(repliable.data(), repliable.senderTag());
    } else {
      dropped++;
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
