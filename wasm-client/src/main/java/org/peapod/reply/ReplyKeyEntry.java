package org.peapod.reply;

import org.peapod.address.SenderTag;

/**
 * The key of one SURB that we gave out, as it is kept and saved.
 *
 * @param digest names it in the reply that uses it
 * @param key 16 bytes, secret; not copied
 * @param tag the tag under which the SURB's receiver knows us: tells from whom a reply comes
 * @param madeWallMs when it was made, Unix milliseconds
 */
public record ReplyKeyEntry(KeyDigest digest, byte[] key, SenderTag tag, double madeWallMs) {}
