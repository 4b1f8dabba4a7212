package org.peapod.client;

import org.peapod.crypto.Entropy;
import org.peapod.state.OpenedState;
import org.peapod.state.SavedState;
import org.peapod.state.StateKey;
import org.peapod.state.StateSecret;
import org.peapod.state.StateWriter;

/**
 * Whether a client keeps its state, and what it begins with.
 *
 * @param writer what seals its saves; {@code null} to keep nothing
 * @param restored what an earlier run left; {@code null} for a fresh client
 */
record KeptState(StateWriter writer, SavedState restored) {
  /** Nothing restored, nothing kept. */
  static final KeptState NOTHING = new KeptState(null, null);

  static KeptState fresh(StateSecret secret, Entropy entropy) {
    return new KeptState(StateWriter.fresh(StateKey.create(secret, entropy)), null);
  }

  static KeptState of(OpenedState opened) {
    return new KeptState(opened.writer(), opened.state());
  }

  /** Names the type only. */
  @Override
  public String toString() {
    return "KeptState";
  }
}
