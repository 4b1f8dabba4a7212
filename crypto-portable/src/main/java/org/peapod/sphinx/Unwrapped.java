package org.peapod.sphinx;

/** What a hop finds in a packet (chapter 1, section 9). The arrays are not copied. */
public sealed interface Unwrapped {
  /** 32 bytes, the same whenever the same packet comes: seen before means dropped. */
  byte[] replayTag();

  /** The version the sender wrote, unchecked. */
  int version();

  /**
   * The packet goes on.
   *
   * @param replayTag 32 bytes
   * @param version the version the sender wrote
   * @param nextAddress 32 bytes, not yet read: it may be no address at all
   * @param delayNanos how long to wait before, unsigned, up to 2⁶⁴ − 1: nodes cap it
   * @param packet what to send, as long as what came
   */
  record Forward(byte[] replayTag, int version, byte[] nextAddress, long delayNanos, byte[] packet)
      implements Unwrapped {}

  /**
   * This hop is the last.
   *
   * @param replayTag 32 bytes
   * @param version the version the sender wrote
   * @param destination 32 bytes, the client whom the message is for
   * @param identifier 16 bytes, zeros as a rule
   * @param plaintext the message
   */
  record Final(
      byte[] replayTag, int version, byte[] destination, byte[] identifier, byte[] plaintext)
      implements Unwrapped {}
}
