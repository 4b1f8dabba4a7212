package org.peapod.reply;

import org.peapod.address.ClientAddress;
import org.peapod.address.SenderTag;
import org.peapod.message.FragmentId;
import org.peapod.message.ReplySurb;
import org.peapod.sphinx.PacketSize;

/** What is to be done for replies. */
public sealed interface ReplyOutput {
  /** The message number of what is no message of the application. */
  int NO_MESSAGE = -1;

  /** What a fragment belongs to. */
  enum Kind {
    /** A reply of the application. */
    DATA,
    /** A request for more SURBs; it tells the anonymous sender our address. */
    SURB_REQUEST
  }

  /**
   * One fragment is to leave on one SURB, which nothing else will ever use. {@link
   * ReplyPacketFactory} builds the packet when its turn comes; {@link ReplyController} is told when
   * it has left, or that it has not.
   *
   * @param message number of the reply, or {@link #NO_MESSAGE}
   * @param fragment serialized, fills a packet of {@code size}
   * @param surb by reference; wiped when the controller is told that the packet has left
   * @param repeats how often the fragment is sent again by now; 0 for the first time
   */
  record SendWithSurb(
      int message,
      byte[] fragment,
      FragmentId id,
      ReplySurb surb,
      PacketSize size,
      Kind kind,
      int repeats)
      implements ReplyOutput {
    /** Whether the fragment was on its way before. */
    public boolean again() {
      return repeats > 0;
    }
  }

  /**
   * A fragment that was given out is not to leave any more, since its acknowledgement has come; its
   * SURB goes to whatever needs one next.
   */
  record Withdrawn(FragmentId id) implements ReplyOutput {}

  /**
   * A batch of SURBs is to be made and sent, as {@link AnonymousMessages#additionalSurbs} does it.
   *
   * @param tag our name towards the recipient
   * @param amount at most 100
   */
  record SendSurbs(ClientAddress recipient, SenderTag tag, int amount) implements ReplyOutput {}

  /**
   * How far a reply has come, in fragments.
   *
   * @param left have left at least once
   * @param acknowledged are acknowledged
   * @param total of the whole reply
   */
  record ReplyProgress(int message, int left, int acknowledged, int total) implements ReplyOutput {}

  /**
   * A fragment of a reply is acknowledged, for whoever saves the reply.
   *
   * @param index of the fragment in the reply, from 0
   */
  record FragmentAcknowledged(int message, int index) implements ReplyOutput {}

  /** Every fragment of a reply has left at least once. */
  record ReplySent(int message) implements ReplyOutput {}

  /** Every fragment of a reply is acknowledged; nothing of it is held any more. */
  record ReplyAcknowledged(int message) implements ReplyOutput {}

  /** A reply was given up; nothing of it is held any more. */
  record ReplyFailed(int message, ReplyFault fault) implements ReplyOutput {}
}
