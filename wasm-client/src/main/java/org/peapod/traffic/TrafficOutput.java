package org.peapod.traffic;

import org.peapod.bytes.Fault;
import org.peapod.message.FragmentId;

/** What the streams give out. */
public sealed interface TrafficOutput {
  /**
   * A packet leaves now.
   *
   * @param id the fragment of a message that it carries, or {@link FragmentId#COVER}
   */
  record Packet(OutgoingPacket packet, FragmentId id) implements TrafficOutput {
    /** Whether it carries a fragment of a message. */
    public boolean real() {
      return !id.isCover();
    }
  }

  /** A message was taken and takes so many packets. */
  record MessageQueued(int message, int packets) implements TrafficOutput {}

  /**
   * A fragment of a message to an address has arrived, as far as we know; told before what it makes
   * of the message.
   *
   * @param index from 0, over all sets of the message
   */
  record FragmentAcknowledged(int message, int index) implements TrafficOutput {}

  /**
   * A message of more than one packet came further.
   *
   * @param left packets that have left at least once
   * @param acknowledged packets that have arrived, as far as we know
   * @param total packets of the message
   */
  record MessageProgress(int message, int left, int acknowledged, int total)
      implements TrafficOutput {}

  /** Every packet of a message has left at least once. */
  record MessageSent(int message) implements TrafficOutput {}

  /** Every packet of a message is acknowledged; nothing of it is held any more. */
  record MessageAcknowledged(int message) implements TrafficOutput {}

  /** A message was given up; nothing of it is held any more. */
  record MessageFailed(int message, TrafficFault fault) implements TrafficOutput {}

  /**
   * A message was cancelled: nothing more of it leaves and nothing of it is held. Only if {@code
   * left} is less than {@code total} is it certain that it never arrives as a whole.
   *
   * @param left packets that had left
   * @param acknowledged packets that had arrived, as far as we know
   * @param total packets of the message
   */
  record MessageCancelled(int message, int left, int acknowledged, int total)
      implements TrafficOutput {}

  /**
   * A packet of a supplied message needs a new source: hand one to {@link
   * TrafficController#supply}, at once or later, or give the message up.
   *
   * @param reason not acknowledged in time, or why the last source gave no packet
   */
  record RenewalWanted(int message, FragmentId id, Fault reason) implements TrafficOutput {}
}
