package org.peapod.state;

import java.util.ArrayList;
import java.util.List;
import org.peapod.address.ClientAddress;
import org.peapod.address.NodeIdentity;
import org.peapod.address.SenderTag;
import org.peapod.crypto.Blake3;
import org.peapod.crypto.Ed25519;
import org.peapod.crypto.Entropy;
import org.peapod.crypto.SeededEntropy;
import org.peapod.gateway.SharedKey;
import org.peapod.message.ReplySurb;
import org.peapod.sphinx.PacketSize;

/** Material for tests: states of filler, repeatable from a seed, portable. */
final class StateSamples {
  private static final PacketSize[] SIZES = {PacketSize.REGULAR, PacketSize.EXTENDED_32};

  private final Entropy entropy;
  private final List<NodeIdentity> identities = new ArrayList<>();

  StateSamples(long seed) {
    this.entropy = new SeededEntropy(seed);
    for (int i = 0; i < 4; i++) {
      byte[] point = Ed25519.publicKey(entropy.bytes(32));
      identities.add(NodeIdentity.fromBytes(point).value());
    }
  }

  /** One of everything. */
  static SavedState small() {
    return new StateSamples(1).state(1);
  }

  /** Up to {@code most} of everything. */
  static SavedState random(long seed, int most) {
    StateSamples samples = new StateSamples(seed);
    return samples.state(samples.entropy.below(most + 1));
  }

  Entropy entropy() {
    return entropy;
  }

  int below(int bound) {
    return entropy.below(bound);
  }

  NodeIdentity identity(int index) {
    return identities.get(index % identities.size());
  }

  SavedState state(int count) {
    List<SavedGateway> gateways = new ArrayList<>();
    List<SavedReplyKey> keys = new ArrayList<>();
    List<SavedSurbs> surbs = new ArrayList<>();
    List<SavedSenderTag> tags = new ArrayList<>();
    List<SavedMessage> messages = new ArrayList<>();
    List<SavedSetId> used = new ArrayList<>();
    List<SavedFragment> fragments = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      if (i < identities.size()) {
        gateways.add(gateway(i));
      }
      keys.add(replyKey());
      surbs.add(surbs(tag(), i + 1));
      tags.add(new SavedSenderTag(address(), tag()));
      messages.add(message(i, 1 + below(2_000)));
      used.add(new SavedSetId(1_000 + i, time()));
      fragments.add(fragment(1 + i));
    }
    NodeIdentity active = count == 0 || below(4) == 0 ? null : gateways.get(0).gateway();
    return new SavedState(
        new SavedState.Identity(keys(), gateways, active),
        new SavedState.Replies(keys, surbs, tags),
        new SavedState.Messages(messages, used, fragments));
  }

  SavedKeys keys() {
    return new SavedKeys(entropy.bytes(32), entropy.bytes(32), entropy.bytes(16));
  }

  SavedGateway gateway(int index) {
    SharedKey key = SharedKey.fromBytes(entropy.bytes(32));
    return new SavedGateway(identity(index), key, below(1 << 30), "wss://gäte.example/" + index);
  }

  SavedReplyKey replyKey() {
    byte[] key = entropy.bytes(16);
    return new SavedReplyKey(Blake3.hash(key), key, tag(), time());
  }

  SavedFragment fragment(int setId) {
    SenderTag cameTo = below(2) == 0 ? null : tag();
    return new SavedFragment(setId, time(), cameTo, entropy.bytes(1 + below(50)));
  }

  SenderTag tag() {
    return SenderTag.random(entropy);
  }

  ClientAddress address() {
    return ClientAddress.of(identity(below(4)), entropy.bytes(32), identity(below(4)));
  }

  SavedSurbs surbs(SenderTag tag, int count) {
    List<SavedSurb> surbs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      surbs.add(new SavedSurb(surb(), time(), below(2) == 1));
    }
    return new SavedSurbs(tag, time(), surbs);
  }

  ReplySurb surb() {
    byte[] surb = entropy.bytes(380 + 16 * (1 + below(5)));
    surb[348] = 4;
    return ReplySurb.of(entropy.bytes(16), surb, below(3)).value();
  }

  SavedMessage message(int number, int fragments) {
    boolean[] acknowledged = new boolean[fragments];
    for (int i = 0; i < fragments; i++) {
      acknowledged[i] = below(3) == 0;
    }
    int[] setIds = new int[(fragments + 254) / 255];
    for (int i = 0; i < setIds.length; i++) {
      setIds[i] = 1 + below(Integer.MAX_VALUE);
    }
    SavedMessage.Recipient to =
        below(2) == 0
            ? new SavedMessage.Recipient.ToAddress(address())
            : new SavedMessage.Recipient.ToTag(tag());
    byte[] payload = entropy.bytes(1 + below(100));
    return new SavedMessage(number, to, SIZES[below(2)], time(), payload, setIds, acknowledged);
  }

  /** The name of a SURB in records: BLAKE3 of its reply key. */
  static byte[] digest(SavedSurb saved) {
    return Blake3.hash(saved.surb().replyKey());
  }

  double time() {
    return 1_700_000_000_000.0 + below(1 << 30);
  }

  /** The plain form, by which two states are compared. */
  static byte[] bytes(SavedState state) {
    return StateSections.write(state, 0);
  }
}
