package org.peapod.client;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.peapod.address.SenderTag;
import org.peapod.crypto.Entropy;
import org.peapod.reply.ReplyStores;
import org.peapod.state.SavedFragment;
import org.peapod.state.SavedMessage;
import org.peapod.state.SavedSetId;
import org.peapod.state.SavedState;
import org.peapod.state.StateEvent;

/**
 * What outlives a run of the client: put back at its start, gathered for every save (chapter 5,
 * A13).
 */
final class ClientState implements StateKeeper.Subject {
  /** Hears that the state cannot be kept any more. */
  interface Listener {
    void storageFailed(String detail);
  }

  private final ClientSecrets secrets;
  private final ReplyStores stores;
  private final Inbox inbox;
  private final ArrayDeque<ClientOutput> outputs;
  private final Listener listener;
  private final StateKeeper keeper;
  private final GatewayBook gateways;

  /** Messages of the earlier run, until there is a way out. */
  private List<SavedMessage> waiting = List.of();

  private SavedState restored;
  private Outgoing outgoing;

  /**
   * The state of a client.
   *
   * @param kept how and with what it goes on; {@link KeptState#NOTHING} for neither
   */
  ClientState(
      KeptState kept,
      ClientSecrets secrets,
      ReplyStores stores,
      Inbox inbox,
      Entropy entropy,
      ArrayDeque<ClientOutput> outputs,
      Listener listener) {
    this.restored = kept.restored();
    this.secrets = secrets;
    this.stores = stores;
    this.inbox = inbox;
    this.outputs = outputs;
    this.listener = listener;
    this.keeper = new StateKeeper(kept.writer(), entropy, outputs, this);
    this.gateways = new GatewayBook(keeper);
  }

  StateKeeper keeper() {
    return keeper;
  }

  GatewayBook gateways() {
    return gateways;
  }

  /** Puts back what an earlier run held, and stores the whole before anything else happens. */
  void begin(Now now) {
    if (restored != null) {
      gateways.restore(restored.identity());
      SavedReplies.restore(now.monoMs(), restored.replies(), stores);
      SavedState.Messages messages = restored.messages();
      inbox.restore(now, messages.usedSetIds(), messages.fragments());
      waiting = messages.unacknowledged();
      restored.identity().wipe();
      restored = null;
    }
    for (SavedMessage message : waiting) {
      outputs.add(new ClientOutput.Resumed(message.number(), message.queuedWallMs()));
    }
    keeper.begin(now);
  }

  /** There is a way out: the messages of the earlier run go on, and what came whole is given. */
  void connected(Now now, Outgoing way) {
    outgoing = way;
    for (SavedMessage message : waiting) {
      outgoing.resume(now, message);
    }
    waiting = List.of();
    inbox.giveRestored(now.monoMs());
  }

  /** A fragment came, of which a message is made now or later. */
  void fragmentTaken(Now now, int setId, SenderTag cameTo, byte[] fragment) {
    if (keeper.isKeeping()) {
      keeper.record(
          new StateEvent.FragmentReceived(
              new SavedFragment(setId, now.wallMs(), cameTo, fragment)));
    }
  }

  /** A message was given out; its fragments are needed no more. */
  void setsUsed(Now now, int[] setIds) {
    List<SavedSetId> sets = new ArrayList<>(setIds.length);
    for (int id : setIds) {
      sets.add(new SavedSetId(id, now.wallMs()));
    }
    keeper.recordLate(now.monoMs(), new StateEvent.SetsUsed(sets));
  }

  @Override
  public void takeChanges(List<StateEvent> into) {
    StoreChanges.take(stores, into);
  }

  @Override
  public SavedState whole(Now now) {
    SavedState.Identity identity =
        new SavedState.Identity(secrets.saved(), gateways.gateways(), gateways.active());
    List<SavedMessage> messages = outgoing == null ? waiting : outgoing.saved();
    SavedState.Messages onTheWay =
        new SavedState.Messages(messages, inbox.usedSets(now), inbox.fragments(now));
    return new SavedState(identity, SavedReplies.save(stores), onTheWay);
  }

  @Override
  public void storageFailed(String detail) {
    listener.storageFailed(detail);
  }

  /** Stores a last time, unless that has failed, and forgets all secrets. */
  void close(Now now) {
    keeper.close(now);
    gateways.wipe();
    if (restored != null) {
      restored.wipe();
    }
  }
}
