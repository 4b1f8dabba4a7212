package org.peapod.message;

import org.peapod.bytes.Fault;

/** What became of one fragment handed to the {@link Reassembler}. */
public sealed interface ReassemblyOutcome {
  /** Stored; its message is not complete. */
  record Incomplete() implements ReassemblyOutcome {}

  /** Seen before, or of a message given out or refused before; nothing changed. */
  record Duplicate() implements ReassemblyOutcome {}

  /**
   * The last missing fragment of a message.
   *
   * @param message serialized, without padding, at least one byte; for {@link NymMessage#parse}
   * @param setIds the sets that it came in, in the order of the message
   */
  record Complete(byte[] message, int[] setIds) implements ReassemblyOutcome {}

  /**
   * Not stored, or with it a whole message that breaks a rule was given up.
   *
   * @param fault the broken rule
   */
  record Refused(Fault fault) implements ReassemblyOutcome {}
}
