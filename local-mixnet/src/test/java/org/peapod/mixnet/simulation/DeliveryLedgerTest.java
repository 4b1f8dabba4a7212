package org.peapod.mixnet.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.peapod.mixnet.simulation.Shipment.Knowledge;

/** The judge itself: each thing that must not be is found. */
class DeliveryLedgerTest {
  private static final long ALICE = 1;
  private static final long BOB = 2;

  private final DeliveryLedger ledger = new DeliveryLedger();

  @Test
  void messageThatArrivesTwiceIsFoundUnlessItSaysSo() {
    byte[] data = DeliveryLedger.contents(message());
    ledger.arrived(10, BOB, data, false);
    ledger.arrived(11, BOB, data, true);
    assertEquals(List.of(), ledger.faults());
    assertEquals(1, ledger.repeated());
    ledger.arrived(12, BOB, data, false);
    assertEquals(1, ledger.faults().size());
  }

  @Test
  void changedByteAndWrongRecipientAreFound() {
    byte[] data = DeliveryLedger.contents(message());
    ledger.arrived(10, ALICE, data, false);
    assertEquals(1, ledger.faults().size());
    data[50] ^= 1;
    assertNull(ledger.arrived(10, BOB, data, false));
    assertEquals(2, ledger.faults().size());
  }

  @Test
  void missingMessageIsExplainedOnlyByALossOnItsWayInItsTime() {
    Shipment shipment = message();
    ledger.known(20, shipment.number, Knowledge.ACKNOWLEDGED);
    assertEquals(List.of(shipment), ledger.missing());
    assertEquals(List.of(shipment), ledger.unexplained(List.of(loss(BOB, ALICE, 15))));
    assertEquals(List.of(shipment), ledger.unexplained(List.of(loss(ALICE, BOB, 4))));
    assertEquals(List.of(shipment), ledger.unexplained(List.of(loss(ALICE, BOB, 21))));
    assertEquals(List.of(), ledger.unexplained(List.of(loss(ALICE, BOB, 15))));
  }

  @Test
  void oneLossDoesNotExplainTwoMessages() {
    for (int i = 0; i < 2; i++) {
      ledger.known(20, message().number, Knowledge.ACKNOWLEDGED);
    }
    assertEquals(1, ledger.unexplained(List.of(loss(ALICE, BOB, 15))).size());
    assertEquals(0, ledger.unexplained(List.of(loss(ALICE, BOB, 15), loss(ALICE, BOB, 16))).size());
  }

  @Test
  void senderIsToldOneFateByEachProcess() {
    Shipment shipment = message();
    ledger.known(20, shipment.number, Knowledge.FAILED);
    ledger.resumed(30, shipment.number);
    ledger.known(40, shipment.number, Knowledge.ACKNOWLEDGED);
    assertEquals(List.of(), ledger.faults());
    ledger.known(50, shipment.number, Knowledge.FAILED);
    assertEquals(1, ledger.faults().size());
  }

  @Test
  void messageWhoseEndWasNotKeptMayBeResumedByOneProcessAfterAnother() {
    Shipment shipment = message();
    ledger.known(20, shipment.number, Knowledge.ACKNOWLEDGED);
    ledger.resumed(30, shipment.number);
    ledger.died(ALICE);
    ledger.resumed(40, shipment.number);
    assertEquals(List.of(), ledger.faults());
    ledger.resumed(50, shipment.number);
    assertEquals(1, ledger.faults().size());
  }

  @Test
  void messageThatNoProcessGoesOnWithMustNotArrive() {
    Shipment kept = message();
    Shipment lost = message();
    ledger.died(ALICE);
    ledger.resumed(10, kept.number);
    ledger.readyAgain(11, ALICE);
    assertEquals(Knowledge.UNDER_WAY, kept.knowledge);
    assertEquals(Knowledge.NOT_KEPT, lost.knowledge);
    assertEquals(List.of(), ledger.surprises());
    ledger.arrived(12, BOB, DeliveryLedger.contents(lost), false);
    assertEquals(List.of(lost), ledger.surprises());
  }

  private Shipment message() {
    return ledger.enter(5, ALICE, BOB, 100, false);
  }

  private static LostPush loss(long sender, long recipient, double enteredMs) {
    Passage passage = new Passage(sender, recipient, enteredMs);
    return new LostPush(passage, enteredMs + 1, LostPush.Reason.ON_THE_SOCKET);
  }
}
