package org.peapod.client;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.peapod.address.NodeIdentity;
import org.peapod.state.SavedGateway;
import org.peapod.state.SavedState;
import org.peapod.state.StateEvent;
import org.peapod.state.StateLimits;

/**
 * The registrations that are saved, one of them in use (chapter 3, 3.6): what of them changes is
 * recorded before the gateway or the application can act on it.
 */
final class GatewayBook {
  private final StateKeeper keeper;
  private final Map<NodeIdentity, SavedGateway> known = new LinkedHashMap<>();
  private NodeIdentity active;

  GatewayBook(StateKeeper keeper) {
    this.keeper = keeper;
  }

  /** What an earlier run knew; the keys are copied. */
  void restore(SavedState.Identity saved) {
    for (SavedGateway one : saved.gateways()) {
      known.put(one.gateway(), copy(one));
    }
    active = saved.active();
  }

  /** The registration that was in use last, or {@code null}. */
  static StoredGateway inUse(SavedState.Identity saved) {
    for (SavedGateway one : saved.gateways()) {
      if (one.gateway().equals(saved.active())) {
        String listener = one.listener().isEmpty() ? null : one.listener();
        return new StoredGateway(
            one.gateway(), one.sharedKey().copy(), one.lastTimestamp(), listener);
      }
    }
    return null;
  }

  /** A text is about to go to the gateway, perhaps an authentication. */
  void authenticating(StoredGateway now) {
    SavedGateway before = now == null ? null : known.get(now.identity());
    if (before != null && now.lastTimestamp() > before.lastTimestamp()) {
      put(withTimestamp(before, now.lastTimestamp()));
      keeper.record(new StateEvent.AuthenticationBegun(now.identity(), now.lastTimestamp()));
    }
  }

  /** The gateway has let us in: what differs from what is known is recorded. */
  void connected(StoredGateway now) {
    SavedGateway before = known.get(now.identity());
    String listener = now.listener().length() > StateLimits.LISTENER_LEN ? "" : now.listener();
    SavedGateway after =
        new SavedGateway(now.identity(), now.key().copy(), now.lastTimestamp(), listener);
    if (before == null || !isSame(before, after)) {
      if (before == null) {
        makeRoom();
      }
      put(after);
      keeper.record(new StateEvent.GatewayRegistered(after));
    }
    if (!now.identity().equals(active)) {
      active = now.identity();
      keeper.record(new StateEvent.GatewayChosen(active));
    }
  }

  /** All registrations, with copies of their keys. */
  List<SavedGateway> gateways() {
    List<SavedGateway> all = new ArrayList<>(known.size());
    for (SavedGateway one : known.values()) {
      all.add(copy(one));
    }
    return all;
  }

  /** The gateway in use, or {@code null}. */
  NodeIdentity active() {
    return active;
  }

  void wipe() {
    known.values().forEach(one -> one.sharedKey().wipe());
    known.clear();
  }

  private void put(SavedGateway next) {
    SavedGateway before = known.put(next.gateway(), next);
    if (before != null && before.sharedKey() != next.sharedKey()) {
      before.sharedKey().wipe();
    }
  }

  /** Forgets the gateway registered with longest ago; its address is the one least missed. */
  private void makeRoom() {
    if (known.size() >= StateLimits.GATEWAYS) {
      NodeIdentity oldest = known.keySet().iterator().next();
      known.remove(oldest).sharedKey().wipe();
      active = oldest.equals(active) ? null : active;
      keeper.record(new StateEvent.GatewayForgotten(oldest));
    }
  }

  private static boolean isSame(SavedGateway a, SavedGateway b) {
    return a.lastTimestamp() == b.lastTimestamp()
        && a.listener().equals(b.listener())
        && a.sharedKey().isSame(b.sharedKey());
  }

  private static SavedGateway copy(SavedGateway one) {
    return new SavedGateway(
        one.gateway(), one.sharedKey().copy(), one.lastTimestamp(), one.listener());
  }

  private static SavedGateway withTimestamp(SavedGateway one, long timestamp) {
    return new SavedGateway(one.gateway(), one.sharedKey(), timestamp, one.listener());
  }
}
