package org.peapod.sphinx;

import java.util.Arrays;
import org.peapod.bytes.Utf8;
import org.peapod.crypto.AesCtr;
import org.peapod.crypto.HkdfSha256;
import org.peapod.crypto.HmacSha256;

/**
 * What sender and hop derive from the value they share: stream key, MAC key, payload key or its
 * seed, blinding factor, replay tag (chapter 1, 3.2 to 3.5).
 */
final class HopSecrets {
  private static final byte[] NO_SALT = new byte[0];

  private static final byte[] INFO =
      Utf8.encode(
          "Dwste mou enan moxlo arketa makru kai ena upomoxlio gia na ton topothetisw "
              + "kai tha kinisw thn gh.");

  private static final byte[] PAYLOAD_SALT =
      Utf8.encode("sphinx-payload-key-V01-CS01-HKDF:SHA256-SALT");

  private static final byte[] PAYLOAD_INFO =
      Utf8.encode("sphinx-payload-key-V01-CS01-HKDF:SHA256-INFO");

  private static final int MAC_KEY_OFFSET = SphinxGeometry.STREAM_KEY_LEN;
  private static final int MATERIAL_OFFSET = MAC_KEY_OFFSET + SphinxGeometry.MAC_LEN;

  private final byte[] expanded;

  private HopSecrets(byte[] expanded) {
    this.expanded = expanded;
  }

  /** Expands a shared value of 32 bytes, which is wiped. */
  static HopSecrets expand(byte[] shared) {
    byte[] expanded = HkdfSha256.derive(NO_SALT, shared, INFO, SphinxGeometry.EXPANDED_SECRET_LEN);
    Arrays.fill(shared, (byte) 0);
    return new HopSecrets(expanded);
  }

  /** The keystream over the routing information and the slot that shifts in, 360 bytes. */
  byte[] keystream() {
    byte[] key = slice(0, SphinxGeometry.STREAM_KEY_LEN);
    byte[] keystream = AesCtr.keystream(key, SphinxGeometry.KEYSTREAM_LEN);
    Arrays.fill(key, (byte) 0);
    return keystream;
  }

  /** The MAC of 300 bytes of routing information from {@code off}, 16 bytes. */
  byte[] mac(byte[] bytes, int off) {
    byte[] key = slice(MAC_KEY_OFFSET, SphinxGeometry.MAC_LEN);
    byte[] tag = HmacSha256.tag(key, bytes, off, SphinxGeometry.ROUTING_LEN);
    Arrays.fill(key, (byte) 0);
    return Arrays.copyOf(tag, SphinxGeometry.MAC_LEN);
  }

  /** What a SURB carries for this hop: a seed of 16 or a key of 192 bytes. */
  byte[] payloadMaterial(int version) {
    return slice(
        MATERIAL_OFFSET,
        SphinxVersion.hasFullPayloadKeys(version)
            ? SphinxGeometry.PAYLOAD_KEY_LEN
            : SphinxGeometry.PAYLOAD_SEED_LEN);
  }

  /** The key of this hop's payload layer, 192 bytes. */
  byte[] payloadKey(int version) {
    byte[] material = payloadMaterial(version);
    if (SphinxVersion.hasFullPayloadKeys(version)) {
      return material;
    }
    byte[] key = payloadKeyOfSeed(material);
    Arrays.fill(material, (byte) 0);
    return key;
  }

  /** The payload key that a seed of 16 bytes stands for, 192 bytes. */
  static byte[] payloadKeyOfSeed(byte[] seed) {
    return HkdfSha256.derive(PAYLOAD_SALT, seed, PAYLOAD_INFO, SphinxGeometry.PAYLOAD_KEY_LEN);
  }

  /** The factor by which the hop blinds the group element, 32 raw bytes. */
  byte[] blinding() {
    return slice(SphinxGeometry.BLINDING_OFFSET, SphinxGeometry.KEY_LEN);
  }

  /** The value by which the hop recognises this packet, 32 bytes; not secret from the hop. */
  byte[] replayTag() {
    return slice(SphinxGeometry.REPLAY_TAG_OFFSET, SphinxGeometry.REPLAY_TAG_LEN);
  }

  /** All 288 bytes, as a copy. */
  byte[] expanded() {
    return expanded.clone();
  }

  void wipe() {
    Arrays.fill(expanded, (byte) 0);
  }

  private byte[] slice(int off, int len) {
    return Arrays.copyOfRange(expanded, off, off + len);
  }
}
