package org.peapod.reply;

import org.peapod.message.FragmentCount;
import org.peapod.message.MessageSizes;
import org.peapod.sphinx.PacketSize;

/**
 * How many SURBs to attach so that the peer can answer at once, without asking for more first.
 *
 * <p>A reply spends one SURB per fragment, and a stock peer never spends its last 10 on data
 * (chapter 5, A9.2): whoever attaches 10 always waits one more round trip. Fragments that are sent
 * again spend SURBs, too: where packets and acknowledgements are each lost 5 times in 100, 11 in
 * 100 are. A sixth more, and two, covers that with little to spare at any length.
 */
public final class SurbBudget {
  /** The reserve of a stock peer. */
  public static final int STOCK_RESERVE = 10;

  /** Most SURBs attached: 460 kB or 287 packets. Beyond that the peer asks as it goes on. */
  public static final int MAX_SURBS = 1_000;

  /** The reply allowed for when the caller says nothing: what one regular packet holds. */
  public static final int DEFAULT_REPLY_BYTES = 1_601;

  /** Type and content tag in front of the data, one byte of padding behind it. */
  private static final int REPLY_OVERHEAD = 3;

  private static final int SPARE = 2;
  private static final int SPARE_SHARE = 6;

  private SurbBudget() {}

  /**
   * The number for a reply of so many bytes in packets of the regular size; 0 when no reply is
   * expected.
   */
  public static int forReply(int expectedReplyBytes) {
    if (expectedReplyBytes < 0) {
      throw new IllegalArgumentException(
          "the expected reply has 0 bytes or more, got " + expectedReplyBytes);
    }
    if (expectedReplyBytes == 0) {
      return 0;
    }
    int fragmentLen = MessageSizes.of(PacketSize.REGULAR).fragmentLen();
    int bytes = Math.min(expectedReplyBytes, MAX_SURBS * fragmentLen) + REPLY_OVERHEAD;
    int fragments = FragmentCount.required(bytes, fragmentLen).fragments();
    int again = SPARE + (fragments + SPARE_SHARE - 1) / SPARE_SHARE;
    return Math.min(MAX_SURBS, fragments + STOCK_RESERVE + again);
  }
}
