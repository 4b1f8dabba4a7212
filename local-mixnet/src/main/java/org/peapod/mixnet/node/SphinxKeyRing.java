package org.peapod.mixnet.node;

import java.util.ArrayList;
import java.util.List;
import org.peapod.crypto.Entropy;
import org.peapod.crypto.X25519;
import org.peapod.mixnet.directory.Epoch;

/**
 * The Sphinx keys that a node accepts at a time (chapter 4, section 4.8): the current rotation's;
 * during the last epoch before a rotation the coming one's too; during the first epoch of a
 * rotation the last one's too. Other keys are wiped.
 */
public final class SphinxKeyRing {
  private final Entropy entropy;
  private final int replayLimit;

  /** Current key first; at most two, never of the same parity. */
  private List<RotationKey> keys = new ArrayList<>();

  /** A ring with fresh keys for this epoch. */
  public SphinxKeyRing(Entropy entropy, int replayLimit, Epoch epoch) {
    this.entropy = entropy;
    this.replayLimit = replayLimit;
    advance(epoch);
  }

  /** A ring whose key of this epoch's rotation is given, 32 bytes. */
  public SphinxKeyRing(Entropy entropy, int replayLimit, Epoch epoch, byte[] secret) {
    this.entropy = entropy;
    this.replayLimit = replayLimit;
    keys.add(new RotationKey(epoch.rotationId(), secret, replayLimit));
    advance(epoch);
  }

  /** Makes, keeps and forgets keys as this epoch demands; calling it twice does nothing more. */
  public void advance(Epoch epoch) {
    long current = epoch.rotationId();
    long intoRotation = epoch.epochsIntoRotation();
    List<RotationKey> wanted = new ArrayList<>();
    wanted.add(heldOrFresh(current));
    if (intoRotation == epoch.schedule().validityEpochs() - 1) {
      wanted.add(heldOrFresh(current + 1));
    } else if (intoRotation == 0 && held(current - 1) != null) {
      wanted.add(held(current - 1));
    }
    for (RotationKey key : keys) {
      if (!wanted.contains(key)) {
        key.wipe();
      }
    }
    keys = wanted;
  }

  /** The 32-byte public key of the current rotation. */
  public byte[] currentPublicKey() {
    return keys.get(0).publicKey();
  }

  /**
   * The keys that may open a packet with this label, in the order to be tried: the one of that
   * parity, or for label 0 the current and then the other one. Empty when the key is gone.
   */
  List<RotationKey> candidates(int label) {
    List<RotationKey> out = new ArrayList<>(2);
    for (RotationKey key : keys) {
      if (label == 0 || key.matches(label)) {
        out.add(key);
      }
    }
    return out;
  }

  private RotationKey heldOrFresh(long rotationId) {
    RotationKey held = held(rotationId);
    return held != null
        ? held
        : new RotationKey(rotationId, entropy.bytes(X25519.KEY_LEN), replayLimit);
  }

  private RotationKey held(long rotationId) {
    for (RotationKey key : keys) {
      if (key.rotationId() == rotationId) {
        return key;
      }
    }
    return null;
  }
}
