package org.peapod.mixnet.node;

/**
 * Remembers replay tags of one key: {@link #add} is exact for the newest {@code limit / 2} tags at
 * least, and never gives a false alarm.
 *
 * <p>Real nodes use a bloom filter instead (chapter 1, section 9). Two generations of tags keep the
 * memory bounded for networks that run for days: when the newer is full, the older is forgotten.
 * Only the first 16 bytes of a tag are kept, which no two packets share by chance.
 */
final class ReplayFilter {
  private static final int WORDS = 4;
  private static final int FIRST_SLOTS = 256;

  private final int generationLimit;
  private int[] newer = new int[FIRST_SLOTS * WORDS];
  private int[] older = new int[FIRST_SLOTS * WORDS];
  private int newerCount;

  /** A filter of at most this many tags, at least 2. */
  ReplayFilter(int limit) {
    if (limit < 2) {
      throw new IllegalArgumentException("a replay filter holds at least 2 tags, got " + limit);
    }
    this.generationLimit = limit / 2;
  }

  /** Remembers a tag of at least 16 bytes; false when it was there before. */
  boolean add(byte[] tag) {
    int[] words = new int[WORDS];
    for (int i = 0; i < WORDS; i++) {
      words[i] = word(tag, i * 4);
    }
    // An all-zero entry marks a free slot.
    words[0] |= (words[0] | words[1] | words[2] | words[3]) == 0 ? 1 : 0;
    if (isAt(older, slot(older, words)) || isAt(newer, slot(newer, words))) {
      return false;
    }
    makeRoom();
    System.arraycopy(words, 0, newer, slot(newer, words), WORDS);
    newerCount++;
    return true;
  }

  /** Bytes of memory in use for tags. */
  long memoryBytes() {
    return 4L * (newer.length + older.length);
  }

  private void makeRoom() {
    if (newerCount >= generationLimit) {
      older = newer;
      newer = new int[FIRST_SLOTS * WORDS];
      newerCount = 0;
    } else if ((newerCount + 1) * 2 * WORDS > newer.length) {
      grow();
    }
  }

  private void grow() {
    int[] smaller = newer;
    newer = new int[smaller.length * 2];
    int[] words = new int[WORDS];
    for (int at = 0; at < smaller.length; at += WORDS) {
      if (isAt(smaller, at)) {
        System.arraycopy(smaller, at, words, 0, WORDS);
        System.arraycopy(words, 0, newer, slot(newer, words), WORDS);
      }
    }
  }

  /** Where an entry is, or the free slot where it belongs. */
  private static int slot(int[] table, int[] words) {
    int slots = table.length / WORDS;
    int slot = words[3] & (slots - 1);
    while (isAt(table, slot * WORDS) && !matches(table, slot * WORDS, words)) {
      slot = (slot + 1) & (slots - 1);
    }
    return slot * WORDS;
  }

  private static boolean isAt(int[] table, int at) {
    return (table[at] | table[at + 1] | table[at + 2] | table[at + 3]) != 0;
  }

  private static boolean matches(int[] table, int at, int[] words) {
    return table[at] == words[0]
        && table[at + 1] == words[1]
        && table[at + 2] == words[2]
        && table[at + 3] == words[3];
  }

  private static int word(byte[] bytes, int at) {
    return ((bytes[at] & 0xff) << 24)
        | ((bytes[at + 1] & 0xff) << 16)
        | ((bytes[at + 2] & 0xff) << 8)
        | (bytes[at + 3] & 0xff);
  }
}
