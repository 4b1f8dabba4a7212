package org.peapod.mixnet.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.peapod.bytes.ByteReader;
import org.peapod.bytes.ByteWriter;

/**
 * The judge of a long run: knows every message, what its sender was told of it and whether it
 * arrived, and finds what must not be. A message tells its number in its first bytes; the rest
 * follows from the number, so that a changed byte is seen without keeping any.
 */
final class DeliveryLedger {
  /** The shortest message that tells its number. */
  static final int MIN_LEN = 4;

  private final Map<Integer, Shipment> shipments = new LinkedHashMap<>();
  private final List<String> faults = new ArrayList<>();
  private int nextNumber = 1;
  private int repeated;

  /** Enters a message that is about to be handed over. */
  Shipment enter(double nowMs, long sender, long recipient, int length, boolean wantsAnswer) {
    Shipment shipment = new Shipment(nextNumber++, sender, recipient, length, wantsAnswer, nowMs);
    shipments.put(shipment.number, shipment);
    return shipment;
  }

  /** The bytes of a message. */
  static byte[] contents(Shipment shipment) {
    ByteWriter out = new ByteWriter(shipment.length).u32(shipment.number);
    int filler = shipment.number;
    for (int i = MIN_LEN; i < shipment.length; i++) {
      filler = filler * 1_664_525 + 1_013_904_223;
      out.u8(filler >>> 24);
    }
    return out.finish();
  }

  /**
   * Somebody received something; the message, or {@code null} when it was none of ours.
   *
   * @param again whether the client says that an earlier process may have given it out, so that the
   *     application looks for itself
   */
  Shipment arrived(double nowMs, long recipient, byte[] data, boolean again) {
    Shipment shipment =
        data.length < MIN_LEN ? null : shipments.get((int) new ByteReader(data).u32());
    if (shipment == null || !Arrays.equals(contents(shipment), data)) {
      faults.add("bytes arrived that nobody sent, " + data.length + " at " + nowMs + " ms");
      return null;
    }
    if (shipment.recipient != recipient) {
      faults.add("arrived at somebody else: " + shipment);
    } else if (shipment.hasArrived() && again) {
      repeated++;
    } else if (shipment.hasArrived()) {
      faults.add("arrived again at " + nowMs + " ms: " + shipment);
    } else {
      shipment.arrivedMs = nowMs;
    }
    return shipment;
  }

  /** The sender was told the fate of a message. */
  void known(double nowMs, int number, Shipment.Knowledge knowledge) {
    Shipment shipment = shipments.get(number);
    if (shipment == null || !shipment.goesOn) {
      faults.add("told " + knowledge + " at " + nowMs + " ms: " + shipment);
      return;
    }
    shipment.knowledge = knowledge;
    shipment.knownMs = nowMs;
    shipment.goesOn = false;
  }

  /**
   * The process of a sender died: it is not at any message any more, nor at one that it resumed
   * although an earlier process had told its end.
   */
  void died(long sender) {
    for (Shipment shipment : shipments.values()) {
      shipment.goesOn &= shipment.sender != sender;
    }
  }

  /**
   * A later process goes on with a message. It may be one whose end was told and not kept: then it
   * is told again.
   */
  void resumed(double nowMs, int number) {
    Shipment shipment = shipments.get(number);
    if (shipment == null || shipment.goesOn) {
      faults.add("resumed at " + nowMs + " ms: " + shipment);
    } else {
      shipment.goesOn = true;
    }
  }

  /** A sender is ready again: what no process goes on with it knows to be lost. */
  void readyAgain(double nowMs, long sender) {
    for (Shipment shipment : underWay(sender)) {
      if (!shipment.goesOn) {
        shipment.knowledge = Shipment.Knowledge.NOT_KEPT;
        shipment.knownMs = nowMs;
      }
    }
  }

  /** The messages of a sender whose fate it was not told. */
  List<Shipment> underWay(long sender) {
    List<Shipment> out = new ArrayList<>();
    for (Shipment shipment : shipments.values()) {
      if (shipment.sender == sender && shipment.knowledge == Shipment.Knowledge.UNDER_WAY) {
        out.add(shipment);
      }
    }
    return out;
  }

  /** The messages of anybody whose fate the sender was not told. */
  List<Shipment> underWay() {
    List<Shipment> out = new ArrayList<>();
    for (Shipment shipment : shipments.values()) {
      if (shipment.knowledge == Shipment.Knowledge.UNDER_WAY) {
        out.add(shipment);
      }
    }
    return out;
  }

  /** Messages whose sender knows this of them. */
  int count(Shipment.Knowledge knowledge) {
    int count = 0;
    for (Shipment shipment : shipments.values()) {
      count += shipment.knowledge == knowledge ? 1 : 0;
    }
    return count;
  }

  /** Messages that came again after a crash, and said so. */
  int repeated() {
    return repeated;
  }

  int size() {
    return shipments.size();
  }

  /** Messages that arrived. */
  int arrivals() {
    int count = 0;
    for (Shipment shipment : shipments.values()) {
      count += shipment.hasArrived() ? 1 : 0;
    }
    return count;
  }

  /** Messages that arrived although their sender was told that nothing of them had been kept. */
  List<Shipment> surprises() {
    List<Shipment> out = new ArrayList<>();
    for (Shipment shipment : shipments.values()) {
      if (shipment.knowledge == Shipment.Knowledge.NOT_KEPT && shipment.hasArrived()) {
        out.add(shipment);
      }
    }
    return out;
  }

  /** What must not be: arrived twice, at somebody else, changed, or told two fates. */
  List<String> faults() {
    return faults;
  }

  /** Messages that their senders hold for delivered and that did not arrive. */
  List<Shipment> missing() {
    List<Shipment> out = new ArrayList<>();
    for (Shipment shipment : shipments.values()) {
      if (shipment.knowledge == Shipment.Knowledge.ACKNOWLEDGED && !shipment.hasArrived()) {
        out.add(shipment);
      }
    }
    return out;
  }

  /** Those of the missing that no lost payload explains; each explains one message. */
  List<Shipment> unexplained(List<LostPush> losses) {
    List<LostPush> unused = new ArrayList<>(losses);
    List<Shipment> out = new ArrayList<>();
    for (Shipment shipment : missing()) {
      LostPush reason = null;
      for (LostPush loss : unused) {
        reason = reason == null && shipment.mayMiss(loss) ? loss : reason;
      }
      if (!unused.remove(reason)) {
        out.add(shipment);
      }
    }
    return out;
  }

  @Override
  public String toString() {
    return size()
        + " messages, of which "
        + arrivals()
        + " arrived ("
        + repeated
        + " again, and said so); their senders hold "
        + count(Shipment.Knowledge.ACKNOWLEDGED)
        + " for delivered, "
        + count(Shipment.Knowledge.FAILED)
        + " for failed, "
        + count(Shipment.Knowledge.NOT_KEPT)
        + " for never kept; "
        + missing().size()
        + " missing";
  }
}
