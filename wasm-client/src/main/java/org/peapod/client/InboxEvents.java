package org.peapod.client;

import java.util.List;
import org.peapod.address.ClientAddress;
import org.peapod.address.SenderTag;
import org.peapod.message.FragmentId;
import org.peapod.message.ReplySurb;

/**
 * Hands on what the inbox finds: acknowledgements and SURBs to the way out, messages to the
 * application once they are kept. Before the first connection nobody can have SURBs for us, or we
 * for anybody, so there is nothing to hand on then.
 */
final class InboxEvents implements Inbox.Listener {
  private final ClientRooms rooms;

  InboxEvents(ClientRooms rooms) {
    this.rooms = rooms;
  }

  @Override
  public void acknowledged(FragmentId id) {
    if (rooms.outgoing() != null) {
      rooms.outgoing().acknowledged(rooms.now().monoMs(), id);
    }
  }

  @Override
  public void coverAcknowledged(byte[] payload) {
    if (rooms.outgoing() != null) {
      rooms.outgoing().coverAcknowledged(rooms.now().monoMs(), payload);
    }
  }

  @Override
  public boolean isOfNodeTest(FragmentId id) {
    return rooms.outgoing() != null
        && rooms.outgoing().nodeTesting().received(rooms.now().monoMs(), id);
  }

  @Override
  public void received(int id, byte[] data, byte[] senderTag, boolean again) {
    ClientOutput.Received message = new ClientOutput.Received(id, data, senderTag, again);
    rooms.keeper().giveWhenKept(() -> rooms.outputs().add(message));
  }

  @Override
  public void fragmentTaken(int setId, SenderTag cameTo, byte[] fragment) {
    rooms.state().fragmentTaken(rooms.now(), setId, cameTo, fragment);
  }

  @Override
  public void handled(int[] setIds) {
    rooms.keeper().giveWhenKept(() -> rooms.state().setsUsed(rooms.now(), setIds));
  }

  @Override
  public void surbsArrived(SenderTag tag, List<ReplySurb> surbs, boolean requested) {
    if (rooms.outgoing() != null) {
      rooms.outgoing().surbsArrived(rooms.now(), tag, surbs, requested);
    }
  }

  @Override
  public void surbRequested(SenderTag cameTo, ClientAddress from, long amount) {
    if (rooms.outgoing() != null) {
      rooms.outgoing().surbRequested(cameTo, from, amount);
    }
  }
}
