package org.peapod.mixnet.node;

import java.util.Arrays;
import org.peapod.address.NodeAddress;
import org.peapod.bytes.Result;
import org.peapod.crypto.Entropy;
import org.peapod.gateway.BinaryFrame;
import org.peapod.message.AckBlock;
import org.peapod.sphinx.PacketSize;
import org.peapod.sphinx.Unwrapped;

/**
 * What a gateway does with packets that end at it (chapter 2, section 6): splits off the
 * acknowledgement, pushes or stores the rest, then sends the acknowledgement on its way.
 */
final class ClientDelivery implements MixNode.FinalHop {
  private final MixNode node;
  private final GatewaySessions sessions;
  private final ClientAccounts accounts;
  private final Inbox inbox;
  private final Entropy entropy;
  private final PacketObserver observer;
  private long pushed;
  private long stored;

  ClientDelivery(
      MixNode node,
      GatewaySessions sessions,
      ClientAccounts accounts,
      Inbox inbox,
      Entropy entropy,
      PacketObserver observer) {
    this.node = node;
    this.sessions = sessions;
    this.accounts = accounts;
    this.inbox = inbox;
    this.entropy = entropy;
    this.observer = observer;
  }

  @Override
  public void accept(double monoMs, Unwrapped.Final payload, FramedPacket carrier) {
    ClientId client = new ClientId(payload.destination());
    byte[] plaintext = payload.plaintext();
    if (carrier.packet().length == PacketSize.ACK.packetLen()) {
      deliver(monoMs, client, plaintext);
      return;
    }
    Result<AckBlock> ack = AckBlock.parse(plaintext);
    Result<NodeAddress> firstHop =
        ack.isFault() ? ack.castFault() : NodeAddress.fromBytes(ack.value().firstHop(), 0);
    if (firstHop.isFault()) {
      boolean tooShort = plaintext.length < AckBlock.LEN;
      node.drop(monoMs, tooShort ? DropReason.NO_ACK_BLOCK : DropReason.BAD_ACK_FIRST_HOP);
      return;
    }
    deliver(monoMs, client, Arrays.copyOfRange(plaintext, AckBlock.LEN, plaintext.length));
    FramedPacket packet = new FramedPacket(carrier.rotationLabel(), ack.value().packet());
    node.send(monoMs, firstHop.value(), packet);
  }

  /** Sends everything stored for a client to its new connection. */
  void pushStored(double monoMs, ClientConnection connection, ClientAccount account) {
    for (byte[] payload : inbox.take(connection.client())) {
      push(monoMs, connection, account, payload);
    }
  }

  long pushed() {
    return pushed;
  }

  long stored() {
    return stored;
  }

  private void deliver(double monoMs, ClientId client, byte[] payload) {
    ClientConnection connection = sessions.live(client);
    ClientAccount account = accounts.find(client);
    if (connection != null && account != null) {
      push(monoMs, connection, account, payload);
      return;
    }
    stored++;
    int evicted = inbox.store(monoMs, client, payload);
    for (int i = 0; i < evicted; i++) {
      node.drop(monoMs, DropReason.INBOX_FULL);
    }
    if (observer != null) {
      observer.delivered(monoMs, node.address(), payload.length, true);
      observer.kept(monoMs, node.address(), payload);
    }
  }

  private void push(
      double monoMs, ClientConnection connection, ClientAccount account, byte[] payload) {
    pushed++;
    byte[] frame = BinaryFrame.sealPushed(account.key(), payload, entropy);
    sessions.sendBinary(connection, frame);
    if (observer != null) {
      observer.delivered(monoMs, node.address(), payload.length, false);
      observer.pushed(monoMs, node.address(), payload, frame);
    }
  }
}
