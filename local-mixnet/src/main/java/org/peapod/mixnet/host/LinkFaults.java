package org.peapod.mixnet.host;

import java.util.List;

/**
 * What happens to packets between nodes, counted over the whole network, so that a run can be told
 * from its flags. 0 means never.
 *
 * @param loseEvery every so-manieth packet is lost
 * @param repeatEvery every so-manieth packet arrives twice
 * @param corruptEvery every so-manieth packet arrives with one bit changed in its middle
 */
public record LinkFaults(int loseEvery, int repeatEvery, int corruptEvery) {
  /** Wires that do nothing wrong. */
  public static final LinkFaults NONE = new LinkFaults(0, 0, 0);

  /** Checks that no count is negative. */
  public LinkFaults {
    if (loseEvery < 0 || repeatEvery < 0 || corruptEvery < 0) {
      throw new IllegalArgumentException("every how many packets cannot be negative");
    }
  }

  /** The same with another count of losses. */
  public LinkFaults withLoseEvery(int count) {
    return new LinkFaults(count, repeatEvery, corruptEvery);
  }

  /** The same with another count of repetitions. */
  public LinkFaults withRepeatEvery(int count) {
    return new LinkFaults(loseEvery, count, corruptEvery);
  }

  /** The same with another count of changed packets. */
  public LinkFaults withCorruptEvery(int count) {
    return new LinkFaults(loseEvery, repeatEvery, count);
  }

  /** What arrives of a framed packet, given how many packets there were with it. */
  List<byte[]> arriving(long number, byte[] framed) {
    if (isTurn(number, loseEvery)) {
      return List.of();
    }
    if (isTurn(number, corruptEvery)) {
      byte[] changed = framed.clone();
      changed[framed.length / 2] ^= 1;
      return List.of(changed);
    }
    return isTurn(number, repeatEvery) ? List.of(framed, framed) : List.of(framed);
  }

  private static boolean isTurn(long number, int every) {
    return every > 0 && number % every == 0;
  }
}
