package org.peapod.reply;

/**
 * How many SURBs may be used and how many are to be asked for (chapter 5, A9.2 to A9.5).
 *
 * @param config the thresholds
 */
record SurbNeeds(ReplyConfig config) {
  /** How many of so many SURBs may carry waiting fragments. */
  int spendable(int available) {
    return Math.max(0, available - config.reservedSurbs());
  }

  /** Whether a fragment may be sent again at once; this may touch the reserve, by one. */
  boolean maySendAgain(int available) {
    return available > 0 && available >= config.reservedSurbs();
  }

  /**
   * Whether a request is due.
   *
   * @param waiting fragments that wait for SURBs
   * @param freshAndAsked fresh SURBs and those asked for already
   */
  boolean isMoreNeeded(int waiting, int freshAndAsked) {
    return freshAndAsked < config.wantedSurbs()
        && freshAndAsked < waiting + config.reservedSurbs() + config.bufferSurbs();
  }

  /** How many to ask for. */
  int amount(int waiting) {
    int wanted = Math.max(waiting + config.bufferSurbs(), config.minRequestSurbs());
    return Math.min(config.maxRequestSurbs(), wanted);
  }
}
