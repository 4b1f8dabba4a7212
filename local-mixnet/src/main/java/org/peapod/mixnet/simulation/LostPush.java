package org.peapod.mixnet.simulation;

/**
 * A payload that a gateway has acknowledged and that its client will never have: what nobody can
 * repair, because the sender holds it for delivered.
 *
 * @param passage from whom to whom
 * @param lostMs when
 */
record LostPush(Passage passage, double lostMs, Reason reason) {
  /** Where it was when it was lost. */
  enum Reason {
    /** On a socket that broke, or that the client no longer listened to. */
    ON_THE_SOCKET,
    /** On its way to a process that had died. */
    PROCESS_GONE,
    /** Handled, but the process died before the record of it was kept. */
    NOT_YET_KEPT,
    /** In the store of a gateway that lost its disk. */
    GATEWAY_DISK
  }
}
