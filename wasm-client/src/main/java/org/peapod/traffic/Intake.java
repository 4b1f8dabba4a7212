package org.peapod.traffic;

import org.peapod.address.ClientAddress;
import org.peapod.bytes.Result;
import org.peapod.crypto.Entropy;
import org.peapod.message.Fragmenter;
import org.peapod.message.MessagePadding;
import org.peapod.message.MessageSizes;
import org.peapod.message.NymMessage;
import org.peapod.sphinx.PacketSize;

/** Makes messages to addresses, new ones and those of an earlier run, if there is room for them. */
final class Intake {
  private final TrafficConfig config;
  private final PacketFactory factory;
  private final Entropy entropy;
  private final HeldMessages held;

  Intake(TrafficConfig config, PacketFactory factory, Entropy entropy, HeldMessages held) {
    this.config = config;
    this.factory = factory;
    this.entropy = entropy;
    this.held = held;
  }

  /** A message none of whose packets has left; a fault is a {@link TrafficFault}. */
  Result<AddressedMessage> fresh(int number, ClientAddress recipient, NymMessage message) {
    if (message instanceof NymMessage.Reply) {
      throw new IllegalArgumentException("a reply goes to no address; open it and supply it");
    }
    MessageKind kind = kindOf(message);
    int len = message.serializedLen();
    if (isTooLarge(len)) {
      return Result.fault(TrafficFault.MESSAGE_TOO_LARGE);
    }
    PacketSize size = config.sizes().choose(len);
    int fragmentLen = MessageSizes.of(size).fragmentLen();
    long padded = MessagePadding.paddedLen(len, fragmentLen);
    TrafficFault refusal = held.refusal(number, kind, padded);
    if (refusal != null) {
      return Result.fault(refusal);
    }
    byte[] payload = message.toBytes();
    Fragmenter fragments = Fragmenter.padding(payload, fragmentLen, entropy);
    boolean[] acknowledged = new boolean[fragments.count()];
    QueuedMessage form =
        new QueuedMessage(number, recipient, size, payload, fragments.setIds(), acknowledged);
    return Result.ok(new AddressedMessage(kind, form, fragments, padded, factory));
  }

  /** A message of an earlier run, of the same fragments; a fault is a {@link TrafficFault}. */
  Result<AddressedMessage> again(QueuedMessage stored) {
    byte[] payload = stored.payload();
    if (isTooLarge(payload.length)) {
      return Result.fault(TrafficFault.MESSAGE_TOO_LARGE);
    }
    if (!config.sizes().has(stored.size())) {
      return Result.fault(TrafficFault.SIZE_NOT_SENT);
    }
    Result<NymMessage> parsed = NymMessage.parse(payload);
    int fragmentLen = MessageSizes.of(stored.size()).fragmentLen();
    Fragmenter fragments = Fragmenter.padding(payload, fragmentLen, stored.setIds());
    if (parsed.isFault()
        || parsed.value() instanceof NymMessage.Reply
        || fragments == null
        || fragments.count() != stored.acknowledged().length) {
      return Result.fault(TrafficFault.NOT_RESUMABLE);
    }
    MessageKind kind = kindOf(parsed.value());
    long padded = MessagePadding.paddedLen(payload.length, fragmentLen);
    TrafficFault refusal = held.refusal(stored.number(), kind, padded);
    return refusal != null
        ? Result.fault(refusal)
        : Result.ok(new AddressedMessage(kind, own(stored), fragments, padded, factory));
  }

  private boolean isTooLarge(int serializedLen) {
    return serializedLen < 1 || serializedLen > config.limits().bytes();
  }

  /** The same with a list of its own of what is acknowledged. */
  private static QueuedMessage own(QueuedMessage stored) {
    return new QueuedMessage(
        stored.number(),
        stored.recipient(),
        stored.size(),
        stored.payload(),
        stored.setIds(),
        stored.acknowledged().clone());
  }

  private static MessageKind kindOf(NymMessage message) {
    boolean bringsSurbs =
        message instanceof NymMessage.Repliable repliable
            && repliable.purpose() == NymMessage.Purpose.ADDITIONAL_SURBS;
    return bringsSurbs ? MessageKind.ADDITIONAL_SURBS : MessageKind.DATA;
  }
}
