package org.peapod.mixnet.simulation;

/** One message of a long run, from the moment at which its sender hands it over. */
final class Shipment {
  /** What its sender knows of it. */
  enum Knowledge {
    /** Still under way. */
    UNDER_WAY,
    /** The recipient's gateway has it: the sender holds it for delivered. */
    ACKNOWLEDGED,
    /** It was not sent, or never acknowledged: the sender was told so. */
    FAILED,
    /** Its sender died before it was kept and was told at the next start, by silence. */
    NOT_KEPT
  }

  final int number;
  final long sender;
  final long recipient;
  final int length;
  final boolean wantsAnswer;
  final double handedMs;

  /** Whether a living process is at it. */
  boolean goesOn = true;

  Knowledge knowledge = Knowledge.UNDER_WAY;
  double knownMs = Double.POSITIVE_INFINITY;
  double arrivedMs = Double.POSITIVE_INFINITY;

  Shipment(
      int number, long sender, long recipient, int length, boolean wantsAnswer, double handedMs) {
    this.number = number;
    this.sender = sender;
    this.recipient = recipient;
    this.length = length;
    this.wantsAnswer = wantsAnswer;
    this.handedMs = handedMs;
  }

  boolean hasArrived() {
    return arrivedMs != Double.POSITIVE_INFINITY;
  }

  /** Whether the loss of a payload can be why it did not arrive. */
  boolean mayMiss(LostPush loss) {
    return loss.passage().sender() == sender
        && loss.passage().recipient() == recipient
        && loss.passage().enteredMs() >= handedMs
        && loss.passage().enteredMs() <= knownMs;
  }

  @Override
  public String toString() {
    return "message "
        + number
        + " of "
        + length
        + " bytes, handed over at "
        + handedMs
        + " ms, "
        + knowledge
        + " at "
        + knownMs
        + ", arrived at "
        + arrivedMs;
  }
}
