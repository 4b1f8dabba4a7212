package org.peapod.client;

import org.peapod.reply.ReplyConfig;

/**
 * Reply SURBs, held and asked for (chapter 5, A9 and A14 {@code replySurbs}).
 *
 * @param reserve SURBs of a sender kept back, to ask for more with
 * @param maximumStored SURBs of a sender, those asked for included, above which none is asked for
 * @param reserveBuffer added to the reserve when deciding whether to ask for more
 * @param minimumRequest fewest SURBs in one request
 * @param maximumRequest most SURBs in one request
 * @param maximumAllowedRequest most SURBs that a stranger's request gets
 * @param rerequestWaitMs silence after which SURBs are asked for again
 * @param dropWaitMs silence after which a waiting reply is given up
 * @param maximumRerequests requests without an answer
 * @param maximumKeyAgeMs how long the key of an own SURB is kept; see {@link
 *     ReplyConfig#DEFAULT_KEY_AGE_MS}
 */
public record ReplySettings(
    int reserve,
    int maximumStored,
    int reserveBuffer,
    int minimumRequest,
    int maximumRequest,
    int maximumAllowedRequest,
    double rerequestWaitMs,
    double dropWaitMs,
    int maximumRerequests,
    double maximumKeyAgeMs) {
  /** What every other client does, but for the age of keys. */
  public static final ReplySettings DEFAULT =
      new ReplySettings(
          10, 200, 0, 10, 50, 500, 10_000, 300_000, 5, ReplyConfig.DEFAULT_KEY_AGE_MS);
}
