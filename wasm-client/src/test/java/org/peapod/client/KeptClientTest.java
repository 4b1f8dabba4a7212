package org.peapod.client;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.peapod.address.NodeIdentity;
import org.peapod.bytes.Result;
import org.peapod.crypto.SeededEntropy;
import org.peapod.gateway.SharedKey;
import org.peapod.sphinx.PacketSize;
import org.peapod.state.OpenedState;
import org.peapod.state.SavedGateway;
import org.peapod.state.SavedMessage;
import org.peapod.state.SavedState;
import org.peapod.state.StateKey;
import org.peapod.state.StateLimits;
import org.peapod.state.StateReader;
import org.peapod.state.StateSecret;
import org.peapod.state.StateWriter;
import org.peapod.traffic.OfficialNetwork;

/** A client that keeps its state: what waits for the store, and what a next run goes on with. */
class KeptClientTest {
  private static final NodeIdentity GATEWAY = OfficialNetwork.client("alice").gateway();
  private static final String RECIPIENT = OfficialNetwork.client("bob").toString();
  private static final StateSecret KEY = StateSecret.key(new byte[32]);
  private static final long PLENTY = 1L << 36;

  private final SeededEntropy entropy = new SeededEntropy(3);
  private final ByteArrayOutputStream journal = new ByteArrayOutputStream();
  private ScriptedHost host;
  private SavedState.Identity identity;
  private byte[] snapshot;

  @BeforeEach
  void anEarlierRunWasRegistered() {
    ClientSecrets secrets = ClientSecrets.draw(entropy);
    SharedKey key = SharedKey.fromBytes(new byte[32]);
    SavedGateway gateway = new SavedGateway(GATEWAY, key, 5, "");
    identity = new SavedState.Identity(secrets.saved(), List.of(gateway), GATEWAY);
    snapshot = save(new SavedState(identity, SavedState.Replies.NONE, SavedState.Messages.NONE));
    host = restored().start();
  }

  private byte[] save(SavedState state) {
    StateWriter writer = StateWriter.fresh(StateKey.create(KEY, entropy));
    return writer.save(state, ScriptedHost.WALL_MS - 1, entropy);
  }

  private ScriptedHost restored() {
    return new ScriptedHost(restore(KEY, snapshot).value());
  }

  private Result<MixnetClient> restore(StateSecret secret, byte[] stored) {
    byte[] records = journal.toByteArray();
    return MixnetClient.restored(
        ScriptedHost.config(null), new SeededEntropy(4), secret, stored, records);
  }

  /** What a host that obeys has stored by now. */
  private void takeStored() {
    for (ClientOutput out : host.seen) {
      if (out instanceof ClientOutput.StoreSnapshot store) {
        snapshot = store.snapshot();
        journal.reset();
      } else if (out instanceof ClientOutput.StoreAppend store) {
        journal.writeBytes(store.records());
      }
    }
  }

  private SavedState stored() {
    takeStored();
    return StateReader.read(snapshot, journal.toByteArray(), KEY).value().state();
  }

  private void connects() {
    host.stores(host.lastOrder());
    host.opens();
    host.says("{\"type\":\"supportedProtocol\",\"version\":6}");
    host.stores(host.lastOrder());
    host.says("{\"type\":\"authenticate\",\"status\":true,\"bandwidth_remaining\":" + PLENTY + "}");
    host.stores(host.lastOrder());
  }

  @Test
  void freshClientStoresItsKeysBeforeItAsksAnybody() {
    MixnetClient fresh = MixnetClient.keeping(ScriptedHost.config(null), new SeededEntropy(8), KEY);
    ScriptedHost begun = new ScriptedHost(fresh).start();
    int store = begun.seen.indexOf(begun.all(ClientOutput.StoreSnapshot.class).get(0));
    int fetch = begun.seen.indexOf(begun.all(ClientOutput.Fetch.class).get(0));
    assertTrue(store < fetch);
    byte[] stored = begun.all(ClientOutput.StoreSnapshot.class).get(0).snapshot();
    OpenedState opened = StateReader.read(stored, new byte[0], KEY).value();
    assertNull(opened.state().identity().active());
  }

  @Test
  void restoredClientBeginsWithASnapshotAndHasItsAddress() {
    assertEquals(1, host.all(ClientOutput.StoreSnapshot.class).size());
    connects();
    String first = host.all(ClientOutput.Ready.class).get(0).address();
    takeStored();
    host = restored().start();
    connects();
    assertEquals(first, host.all(ClientOutput.Ready.class).get(0).address());
    assertTrue(host.lastText().contains("authenticateV2"));
  }

  @Test
  void authenticationWaitsUntilItsTimeIsKept() {
    host.opens();
    host.says("{\"type\":\"supportedProtocol\",\"version\":6}");
    assertTrue(host.all(ClientOutput.SendText.class).isEmpty());
    host.stores(1);
    int begun = host.lastOrder();
    assertFalse(host.lastText().contains("authenticate"), "only the question for the version");
    host.stores(begun);
    assertTrue(host.lastText().contains("authenticateV2"));
    long kept = stored().identity().gateways().get(0).lastTimestamp();
    assertEquals((long) (ScriptedHost.WALL_MS / 1_000), kept);
  }

  @Test
  void aMessageLeavesOnlyWhenItIsKeptAndCoverGoesOn() {
    connects();
    host.acts(now -> host.client.send(now, 7, RECIPIENT, new byte[] {1}));
    host.pass(2_000);
    assertEquals(0, host.client.stats().realSent());
    assertTrue(host.client.stats().coverSent() > 20);
    host.stores(host.lastOrder());
    host.pass(2_000);
    assertTrue(host.client.stats().realSent() > 0);
    SavedMessage kept = stored().messages().unacknowledged().get(0);
    assertEquals(7, kept.number());
  }

  @Test
  void anUnfinishedMessageGoesOnInTheNextRun() {
    connects();
    host.acts(now -> host.client.send(now, 7, RECIPIENT, new byte[4_000]));
    takeStored();
    byte[] before = stored().messages().unacknowledged().get(0).payload();
    host = restored().start();
    ClientOutput.Resumed resumed = host.all(ClientOutput.Resumed.class).get(0);
    assertEquals(7, resumed.message());
    assertEquals(ScriptedHost.WALL_MS, resumed.queuedWallMs());
    connects();
    host.pass(2_000);
    ClientStats stats = host.client.stats();
    assertEquals(3, stats.realSent() - stats.retransmitted());
    assertEquals(7, host.all(ClientOutput.Sent.class).get(0).message());
    assertArrayEquals(before, stored().messages().unacknowledged().get(0).payload());
  }

  @Test
  void aMessageThatCannotBeKeptIsNotTaken() {
    connects();
    byte[] data = new byte[StateLimits.MESSAGE_LEN];
    host.acts(now -> host.client.send(now, 7, RECIPIENT, data));
    ClientOutput.SendFailed failed = host.all(ClientOutput.SendFailed.class).get(0);
    assertEquals(ClientFault.MESSAGE_TOO_LARGE, failed.fault());
  }

  @Test
  void aMessageOfASizeThatIsNotSentAnyMoreFails() {
    var message =
        new SavedMessage(
            7,
            new SavedMessage.Recipient.ToAddress(OfficialNetwork.client("bob")),
            PacketSize.EXTENDED_32,
            1,
            new byte[] {0, 1},
            new int[] {5},
            new boolean[1]);
    var onTheWay = new SavedState.Messages(List.of(message), List.of(), List.of());
    snapshot = save(new SavedState(identity, SavedState.Replies.NONE, onTheWay));
    host = restored().start();
    connects();
    ClientOutput.SendFailed failed = host.all(ClientOutput.SendFailed.class).get(0);
    assertEquals(ClientFault.NOT_RESUMABLE, failed.fault());
    host.pass(StateKeeper.LATE_MS + 1);
    assertTrue(stored().messages().unacknowledged().isEmpty());
  }

  @Test
  void aCancelledMessageDoesNotGoOn() {
    connects();
    host.acts(now -> host.client.send(now, 7, RECIPIENT, new byte[4_000]));
    host.stores(host.lastOrder());
    host.acts(now -> host.client.cancel(now, 7));
    host.pass(StateKeeper.LATE_MS + 1);
    assertTrue(stored().messages().unacknowledged().isEmpty());
  }

  @Test
  void keysOfGivenSurbsAreKeptBeforeTheyLeave() {
    connects();
    host.acts(now -> host.client.sendAnonymous(now, 7, RECIPIENT, new byte[] {1}, 5));
    host.pass(1_000);
    assertEquals(0, host.client.stats().realSent());
    SavedState.Replies kept = stored().replies();
    assertEquals(5, kept.keys().size());
    assertEquals(1, kept.tags().size());
    assertEquals(kept.tags().get(0).tag(), kept.keys().get(0).tag());
  }

  @Test
  void aStoreThatFailsEndsTheClient() {
    connects();
    host.acts(now -> host.client.storeFailed(now, host.lastOrder(), "the disk is full"));
    ClientOutput.GaveUp end = host.all(ClientOutput.GaveUp.class).get(0);
    assertEquals(ClientFault.STORAGE_FAILED, end.fault());
    assertEquals("the disk is full", end.detail());
    assertEquals(1, host.all(ClientOutput.Closed.class).size());
  }

  @Test
  void aStoreThatNeverAnswersEndsTheClientBeforeItsMemoryGrows() {
    connects();
    for (int i = 0; i <= StateKeeper.MAX_HELD; i++) {
      int number = 1 + i;
      host.acts(now -> host.client.send(now, number, RECIPIENT, new byte[] {1}));
      host.acts(now -> host.client.cancel(now, number));
    }
    assertEquals(ClientFault.STORAGE_FAILED, host.all(ClientOutput.GaveUp.class).get(0).fault());
  }

  @Test
  void theEndIsStoredWhole() {
    connects();
    host.acts(now -> host.client.send(now, 7, RECIPIENT, new byte[] {1}));
    int before = host.all(ClientOutput.StoreSnapshot.class).size();
    host.acts(host.client::close);
    assertEquals(before + 1, host.all(ClientOutput.StoreSnapshot.class).size());
    assertEquals(1, stored().messages().unacknowledged().size());
    assertTrue(journal.size() == 0);
  }

  @Test
  void aLongJournalBecomesASnapshot() {
    connects();
    for (int i = 1; i <= 40; i++) {
      int number = i;
      host.acts(now -> host.client.send(now, number, RECIPIENT, new byte[4_000]));
      host.stores(host.lastOrder());
    }
    assertTrue(host.all(ClientOutput.StoreSnapshot.class).size() > 1);
    assertEquals(40, stored().messages().unacknowledged().size());
  }

  @Test
  void whatCannotBeReadIsNamedAndNothingIsOrdered() {
    StateSecret other = StateSecret.key(new SeededEntropy(1).bytes(32));
    assertEquals(ClientFault.STATE_SECRET_WRONG, code(restore(other, snapshot)));
    assertEquals(ClientFault.STATE_SECRET_WRONG, code(restore(StateSecret.none(), snapshot)));
    byte[] damaged = snapshot.clone();
    damaged[100] ^= 1;
    assertEquals(ClientFault.STATE_DAMAGED, code(restore(KEY, damaged)));
    assertNotEquals("", restore(KEY, damaged).fault().explanation());
  }

  private static ClientFault code(Result<MixnetClient> restored) {
    return ((RestoreFault) restored.fault()).code();
  }
}
