package org.peapod.sphinx;

/**
 * The version number in every hop's block and what a hop does on it (chapter 1, section 2). There
 * is no unsupported version: numbers that are not listed are processed as {@link #PAYLOAD_SEEDS}.
 */
public final class SphinxVersion {
  /** The first version: blinding with unclamped scalars, full payload keys. Never sent. */
  public static final int FIRST = 1;

  /** As {@link #FIRST}. Never sent. */
  public static final int LEGACY = 257;

  /** X25519 blinding, full payload keys: what stock clients write into cover packets. */
  public static final int FULL_PAYLOAD_KEYS = 258;

  /** X25519 blinding, payload keys from seeds: the version of all that we send. */
  public static final int PAYLOAD_SEEDS = 259;

  /** As {@link #PAYLOAD_SEEDS} for a hop; its SURBs hold one seed (chapter 1, section 15). */
  public static final int SINGLE_SEED_SURB = 260;

  private SphinxVersion() {}

  /** Whether a hop blinds with the scalar reduced modulo l instead of clamped. */
  public static boolean hasLegacyBlinding(int version) {
    return version == FIRST || version == LEGACY;
  }

  /** Whether a hop takes its payload key as it is from the expanded secret. */
  public static boolean hasFullPayloadKeys(int version) {
    return hasLegacyBlinding(version) || version == FULL_PAYLOAD_KEYS;
  }
}
