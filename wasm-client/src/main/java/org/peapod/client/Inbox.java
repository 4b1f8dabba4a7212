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
import org.peapod.state.SavedFragment;
import org.peapod.state.SavedSetId;

/**
 * The way in: a blob that the gateway pushed becomes an acknowledgement, a cover packet come home,
 * or a piece of a message (chapter 2, section 11). What breaks a rule is counted and dropped.
 */
final class Inbox {
  /** What a blob turned out to be for the rest of the client. */
  interface Listener {
    /** An acknowledgement of one of our real packets. */
    void acknowledged(FragmentId id);

    /** The acknowledgement of a cover packet. */
    void coverAcknowledged(byte[] payload);

    /** Whether a fragment that came to our address is of a node test, and so of no message. */
    boolean isOfNodeTest(FragmentId id);

    /**
     * A whole message for the application.
     *
     * @param id of its first set of fragments
     * @param senderTag {@code null} for a plain one
     * @param again whether an earlier run may have given it out already
     */
    void received(int id, byte[] data, byte[] senderTag, boolean again);

    /**
     * A fragment came, which nobody will send again.
     *
     * @param cameTo the tag of the SURB that it came on, {@code null} for the open address
     */
    void fragmentTaken(int setId, SenderTag cameTo, byte[] fragment);

    /** What the message in these sets asks for has been told. */
    void handled(int[] setIds);

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
      listener.coverAcknowledged(payload);
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
    boolean ofNodeTest =
        parsed.isOk() && cameTo == null && listener.isOfNodeTest(parsed.value().id());
    if (ofNodeTest) {
      return;
    }
    if (parsed.isFault() || !origins.isConsistent(parsed.value(), cameTo)) {
      dropped++;
      return;
    }
    ReassemblyOutcome outcome = reassembler.accept(nowMs, fragment);
    if (outcome instanceof ReassemblyOutcome.Refused) {
      dropped++;
    } else if (!(outcome instanceof ReassemblyOutcome.Duplicate)) {
      listener.fragmentTaken(parsed.value().setId(), cameTo, fragment);
    }
    if (outcome instanceof ReassemblyOutcome.Complete complete) {
      acceptMessage(complete, cameTo, false);
    }
  }

  private void acceptMessage(ReassemblyOutcome.Complete complete, SenderTag cameTo, boolean again) {
    Result<NymMessage> parsed = NymMessage.parse(complete.message());
    if (parsed.isFault()) {
      dropped++;
    } else if (cameTo == null) {
      acceptOpen(complete.setIds()[0], parsed.value(), again);
    } else {
      acceptReply(complete.setIds()[0], parsed.value(), cameTo, again);
    }
    listener.handled(complete.setIds());
  }

  /**
   * What came to our address. A reply never does: who sends one there wants to find out whether the
   * address belongs to a sender that it knows by its SURBs.
   */
  private void acceptOpen(int id, NymMessage message, boolean again) {
    if (message instanceof NymMessage.Plain plain) {
      deliver(id, plain.data(), null, again);
    } else if (message instanceof NymMessage.Repliable repliable) {
      acceptRepliable(id, repliable, again);
    } else {
      dropped++;
    }
  }

  /** What came on SURBs of ours. */
  private void acceptReply(int id, NymMessage message, SenderTag cameTo, boolean again) {
    if (message instanceof NymMessage.ReplyData reply) {
      deliver(id, reply.data(), null, again);
    } else if (message instanceof NymMessage.SurbRequest request) {
      ClientAddress address = ClientAddress.fromBytes(request.recipient()).value();
      listener.surbRequested(cameTo, address, request.amount());
    } else {
      dropped++;
    }
  }

  /** The SURBs are stored before the data is told, so that an answer finds them. */
  private void acceptRepliable(int id, NymMessage.Repliable repliable, boolean again) {
    SenderTag tag = SenderTag.fromBytes(repliable.senderTag()).value();
    boolean requested = repliable.purpose() == NymMessage.Purpose.ADDITIONAL_SURBS;
    listener.surbsArrived(tag, repliable.surbs(), requested);
    if (repliable.purpose() == NymMessage.Purpose.DATA) {
      deliver(id, repliable.data(), repliable.senderTag(), again);
    }
  }

  private void deliver(int id, byte[] data, byte[] senderTag, boolean again) {
    messages++;
    listener.received(id, data, senderTag, again);
  }

  /** Puts back what an earlier run had received. */
  void restore(Now now, List<SavedSetId> used, List<SavedFragment> fragments) {
    SavedInbox.restore(now, used, fragments, reassembler, origins);
  }

  /** Gives out the messages that an earlier run had received whole, perhaps once more. */
  void giveRestored(double nowMs) {
    ReassemblyOutcome next = reassembler.takeRestored(nowMs);
    while (next != null) {
      if (next instanceof ReassemblyOutcome.Complete complete) {
        acceptMessage(complete, origins.originOf(complete.setIds()[0]), true);
      }
      next = reassembler.takeRestored(nowMs);
    }
  }

  List<SavedSetId> usedSets(Now now) {
    return SavedInbox.usedSets(now, reassembler);
  }

  List<SavedFragment> fragments(Now now) {
    return SavedInbox.fragments(now, reassembler, origins);
  }

  void addHeld(List<HeldItems> out) {
    Reassembler.Limits limits = Reassembler.Limits.DEFAULT;
    out.add(new HeldItems("open sets", reassembler.openSets(), limits.maxOpenSets()));
    out.add(new HeldItems("fragment bytes", reassembler.heldBytes(), limits.maxHeldBytes()));
    out.add(new HeldItems("used set ids", reassembler.usedIds(), limits.maxUsedIds()));
    out.add(new HeldItems("set origins", origins.size(), FragmentOrigins.DEFAULT_LIMIT));
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
